/** Pairs of equal entries in a sorted sample. */
import { statisticsKernel } from "../../kernel/statistics.js";
import type { Entries } from "./entries.js";

const CHUNK = 8192;
/** Below this number of entries calling the kernel costs more than counting. */
const FEWEST = 64;

/** Equal pairs of entries in ascending order; NaN equals nothing. */
export function equalPairs(sorted: Entries): number {
  const narrow = sorted.length >= FEWEST && sorted instanceof Float32Array;
  const kernel = narrow ? statisticsKernel(4 * (CHUNK + 1)) : undefined;
  if (kernel === undefined) return equalPairsByReference(sorted);
  let [pairs, run] = [0, 0];
  for (let from = 0; from < sorted.length - 1; from += CHUNK) {
    const chunk = sorted.subarray(from, from + CHUNK + 1) as Float32Array;
    kernel.floats.set(chunk);
    kernel.equalPairs(kernel.at, chunk.length - 1, run);
    pairs += kernel.resultsView[0]!;
    run = kernel.resultsView[1]!;
  }
  return pairs;
}

/** An entry preceded by `run` equal ones adds `run` pairs. */
export function equalPairsByReference(sorted: Entries): number {
  let [pairs, run] = [0, 0];
  for (let i = 1; i < sorted.length; i++) {
    run = sorted[i] === sorted[i - 1] ? run + 1 : 0;
    pairs += run;
  }
  return pairs;
}
