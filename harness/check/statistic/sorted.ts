/** Entries of several parts in ascending order, -0 before 0 and NaN last. */
import { statisticsKernel } from "../../kernel/statistics.js";
import type { Entries } from "./entries.js";

/** Below this number of entries the engine's own sort is as fast. */
const FEWEST = 256;
/** A kernel's memory holds the entries twice and never shrinks: larger samples are sorted outside it. */
const MOST = 2 ** 25;

export function sorted(parts: readonly Entries[]): Entries {
  const n = parts.reduce((sum, { length }) => sum + length, 0);
  const narrow = parts.every((part) => part instanceof Float32Array);
  const kernel = narrow && n >= FEWEST && n <= MOST ? statisticsKernel(8 * n) : undefined;
  if (kernel === undefined) return joined(parts, narrow ? new Float32Array(n) : new Float64Array(n)).sort();
  joined(parts, kernel.floats);
  kernel.sort(kernel.at, n, kernel.at + 4 * n);
  return kernel.floats.slice(n, 2 * n);
}

/** The parts one after the other, at the beginning of `out`. */
export function joined<Out extends Entries>(parts: readonly Entries[], out: Out): Out {
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
