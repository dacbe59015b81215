/** What is kept of a tensor to compare it with the others of its model: its first entries, less their mean. */

import type { Entries } from "../../check/sample.js";
import { type Dtype, gridOf } from "../../weights/dtype.js";

export interface Trace {
  readonly name: string;
  /** The first entries in storage order, less the mean of their law. */
  readonly start: Float32Array;
  /** The number of all entries, which may be more than `start` has. */
  readonly size: number;
  /** Bits of the significand, at most those of `start`. */
  readonly precision: number;
  /** Entries are independent and as likely positive as negative: the assumption of the p-values. */
  readonly symmetric: boolean;
}

/** The most tensors of a file that are compared in pairs, so that pairs are not many millions. */
export const MOST_COMPARED = 2000;
/** The most entries kept of all tensors, and the most and fewest of one. */
const MOST_TOGETHER = 2 ** 23;
const MOST_EACH = 2 ** 15;
const FEWEST_EACH = 512;

export const keptOf = (tensors: number): number =>
  Math.max(FEWEST_EACH, Math.min(MOST_EACH, Math.floor(MOST_TOGETHER / Math.max(1, Math.min(tensors, MOST_COMPARED)))));

export function traceOf(
  name: string,
  entries: Entries,
  about: { readonly dtype: Dtype; readonly size: number; readonly mean: number; readonly symmetric: boolean },
  kept: number,
): Trace {
  const { dtype, size, mean, symmetric } = about;
  return {
    name,
    start: Float32Array.from(entries.subarray(0, kept), (x) => x - mean),
    size,
    precision: Math.min(gridOf(dtype).precision, gridOf("float32").precision),
    symmetric,
  };
}
