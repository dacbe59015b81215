/** Sums of products of paired entries: lags, and tensors of two seeds. */
import { statisticsKernel } from "../../kernel/statistics.js";
import type { Entries } from "./entries.js";

const CHUNK = 4096;
/** Below this number of entries calling the kernel costs more than the sum. */
const FEWEST = 64;
const LANES = 8;

/** sum (a_i - mean)(b_i - mean) over the indices of both; pair k of a chunk goes to lane k mod 8. */
export function productSum(a: Entries, b: Entries, mean: number): number {
  const n = Math.min(a.length, b.length);
  let sum = 0;
  for (let from = 0; from < n; from += CHUNK) {
    const to = Math.min(n, from + CHUNK);
    const [left, right] = [a.subarray(from, to), b.subarray(from, to)];
    sum += byKernel(left, right, mean) ?? productSumByReference(left, right, mean);
  }
  return sum;
}

function byKernel(a: Entries, b: Entries, mean: number): number | undefined {
  const narrow = a.length >= FEWEST && a instanceof Float32Array && b instanceof Float32Array;
  const kernel = narrow ? statisticsKernel(8 * CHUNK) : undefined;
  if (kernel === undefined) return undefined;
  kernel.floats.set(a);
  kernel.floats.set(b, CHUNK);
  return kernel.products(kernel.at, kernel.at + 4 * CHUNK, a.length, mean);
}

export function productSumByReference(a: Entries, b: Entries, mean: number): number {
  const lanes = new Float64Array(LANES);
  for (let i = 0; i < a.length; i++) lanes[i % LANES]! += (a[i]! - mean) * (b[i]! - mean);
  const pair = (k: number): number => lanes[k]! + lanes[k + 4]!;
  return pair(0) + pair(1) + (pair(2) + pair(3));
}
