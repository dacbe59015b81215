/**
 * Power sums of entries in order, with and without their ranks: the sum of a polynomial over a stretch of a sorted sample is a
 * combination of them.
 */
import { statisticsKernel } from "../../kernel/statistics.js";
import type { Entries } from "./entries.js";

/** Powers 0 .. 9. */
export const POWERS = 10;

export interface OrderedSums {
  /** sum of t^k, t = (x - centre) scale. */
  readonly plain: Float64Array;
  /** sum of r t^k, where r is the entry's index in the stretch, from 0. */
  readonly ranked: Float64Array;
}

const LANES = 2;
const CHUNK = 8192;

/** Entry k of a chunk goes to lane k mod 2; ranks continue from chunk to chunk. */
export function orderedSums(x: Entries, centre: number, scale: number): OrderedSums {
  const plain = new Float64Array(POWERS);
  const ranked = new Float64Array(POWERS);
  for (let from = 0; from < x.length; from += CHUNK) {
    const chunk = x.subarray(from, from + CHUNK);
    const sums = byKernel(chunk, centre, scale) ?? orderedSumsByReference(chunk, centre, scale);
    for (let k = 0; k < POWERS; k++) {
      plain[k]! += sums[k]!;
      ranked[k]! += sums[POWERS + k]! + from * sums[k]!;
    }
  }
  return { plain, ranked };
}

/** Below this number of entries calling the kernel costs more than the sums. */
const FEWEST = 16;

function byKernel(chunk: Entries, centre: number, scale: number): Float64Array | undefined {
  const worth = chunk instanceof Float32Array && chunk.length >= FEWEST;
  const kernel = worth ? statisticsKernel(4 * CHUNK) : undefined;
  if (kernel === undefined) return undefined;
  kernel.floats.set(chunk);
  kernel.ordered(kernel.at, chunk.length, centre, scale);
  return kernel.resultsView;
}

/** The plain sums of one chunk, then the ranked ones. */
export function orderedSumsByReference(chunk: Entries, centre: number, scale: number): Float64Array {
  const lanes = new Float64Array(2 * POWERS * LANES);
  for (let i = 0; i < chunk.length; i++) {
    const t = (chunk[i]! - centre) * scale;
    add(lanes, i % LANES, t, 1);
    add(lanes, POWERS * LANES + (i % LANES), t, i);
  }
  return new Float64Array(2 * POWERS).map((_, k) => lanes[LANES * k]! + lanes[LANES * k + 1]!);
}

/** weight t^k, even and odd powers separately. */
function add(lanes: Float64Array, at: number, t: number, weight: number): void {
  let [one, next] = [weight, weight * t];
  for (let k = 0; k < POWERS; k++) {
    lanes[at + LANES * k]! += one;
    [one, next] = [next, one * (t * t)];
  }
}
