/** A weight tensor: its shape, the dtype it was stored in, and its values in C order. */
import type { Values } from "./codec.js";
import type { Dtype } from "./dtype.js";

export interface Tensor {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  /** Float64Array for float64, else Float32Array; C order. */
  readonly data: Float32Array | Float64Array;
}

/** NumPy's own limit on axes. */
const MOST_AXES = 32;

/**
 * The number of entries of a shape; a scalar has one. Throws a RangeError if a size is not a count, or the product of the sizes
 * (with 1 for a zero, which would hide the others) is not exact.
 */
export function entryCount(shape: readonly number[]): number {
  if (shape.length > MOST_AXES) throw new RangeError(`shape: must have at most ${MOST_AXES} axes, got ${shape.length}`);
  let count = 1;
  let product = 1;
  for (const size of shape) {
    if (!(Number.isSafeInteger(size) && size >= 0)) throw new RangeError(`shape: must hold counts, got ${size}`);
    count *= size;
    product *= Math.max(1, size);
    if (!Number.isSafeInteger(product)) {
      throw new RangeError(`shape: must have fewer than 2^53 entries, got ${shape.join("x")}`);
    }
  }
  return count;
}

/** Converts entries from Fortran order (first axis fastest) to C order (last axis fastest). */
export function fromFortran(shape: readonly number[], data: Values): Values {
  if (shape.filter((size) => size > 1).length < 2) return data;
  const values = data instanceof Float64Array ? new Float64Array(data.length) : new Float32Array(data.length);
  const strides: number[] = [];
  shape.reduce((stride, size, axis) => {
    strides[axis] = stride;
    return stride * size;
  }, 1);
  const index = shape.map(() => 0);
  for (let to = 0, from = 0; to < values.length; to++) {
    values[to] = data[from]!;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      from += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      from -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return values;
}
