/** Power sums and extremes of many entries, in one pass. */
import { statisticsKernel } from "../../kernel/statistics.js";
import type { Entries } from "./entries.js";

export interface Moments {
  readonly n: number;
  /** Sums of (x - mean)^k, k = 1 .. 4; not finite if any entry is not. */
  readonly sums: readonly [number, number, number, number];
  /** Infinite if there are no entries; ignores NaN. */
  readonly least: number;
  readonly most: number;
}

/** The entries of one partial sum: rounding errors grow with the number of chunks only. */
const CHUNK = 8192;
const LANES = 4;

/** Entry k of a chunk goes to lane k mod 4; lanes, then chunks, are added in order. */
export function momentsOf(parts: readonly Entries[], mean: number): Moments {
  const sums: [number, number, number, number] = [0, 0, 0, 0];
  let [n, least, most] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const add = (one: Float64Array): void => {
    for (let k = 0; k < LANES; k++) sums[k]! += one[k]!;
    if (one[4]! < least) least = one[4]!;
    if (one[5]! > most) most = one[5]!;
  };
  for (const part of parts) {
    n += part.length;
    for (let from = 0; from < part.length; from += CHUNK) {
      const chunk = part.subarray(from, from + CHUNK);
      add(byKernel(chunk, mean) ?? momentsByReference(chunk, mean));
    }
  }
  return { n, sums, least, most };
}

function byKernel(chunk: Entries, mean: number): Float64Array | undefined {
  const kernel = chunk instanceof Float32Array ? statisticsKernel(4 * CHUNK) : undefined;
  if (kernel === undefined) return undefined;
  kernel.floats.set(chunk);
  kernel.moments(kernel.at, chunk.length, mean);
  return kernel.resultsView.subarray(0, 6);
}

/** Four power sums, the minimum and the maximum of one chunk. */
export function momentsByReference(chunk: Entries, mean: number): Float64Array {
  const sums = new Float64Array(4 * LANES);
  const least = new Float64Array(LANES).fill(Number.POSITIVE_INFINITY);
  const most = new Float64Array(LANES).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < chunk.length; i++) {
    const lane = i % LANES;
    const x = chunk[i]!;
    const d = x - mean;
    const square = d * d;
    sums[lane]! += d;
    sums[LANES + lane]! += square;
    sums[2 * LANES + lane]! += square * d;
    sums[3 * LANES + lane]! += square * square;
    if (x < least[lane]!) least[lane] = x;
    if (x > most[lane]!) most[lane] = x;
  }
  const total = (at: number): number => sums[at]! + sums[at + 1]! + (sums[at + 2]! + sums[at + 3]!);
  return Float64Array.of(total(0), total(4), total(8), total(12), Math.min(...least) + 0, Math.max(...most) + 0);
}
