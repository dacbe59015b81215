/** What is kept of a tensor to hold it against the others of its model: the beginning of it, about its mean. */

import type { Entries } from "../../check/sample.js";
import { type Dtype, gridOf } from "../../weights/dtype.js";

export interface Trace {
  readonly name: string;
  /** The first entries in storage order, less the mean of their law. */
  readonly start: Float32Array;
  /** All entries, where `start` is not all of them. */
  readonly size: number;
  /** Bits of the significand, at most those of `start`. */
  readonly precision: number;
  /** Entries are independent and as likely positive as negative: what chance is reckoned by. */
  readonly symmetric: boolean;
}

/** Tensors of a file that are compared pairwise: their pairs must not be many millions. */
export const MOST_COMPARED = 2000;
/** Entries kept of all tensors together, and of one. */
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
