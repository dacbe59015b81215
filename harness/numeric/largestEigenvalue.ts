/** The largest eigenvalue of a symmetric matrix, by Lanczos' method (1950) with full reorthogonalization. */
import { addMultiple, dot } from "./vectors.js";

/** Relative bound of the residual. The error of the value is the square of that, divided by the gap to the next eigenvalue. */
const RESIDUAL = 1e-8;
/** Steps between computations of the residual. */
const PATIENCE = 8;

/** `matrix` holds size x size entries; NaN if any is not finite. */
export function largestEigenvalue(matrix: Float64Array, size: number): number {
  const basis: Float64Array[] = [unit(Float64Array.from({ length: size }, (_, i) => 1 + ((i * 7919) % 101) / 101))];
  const diagonal: number[] = [];
  const beside: number[] = [];
  for (let step = 0; ; step++) {
    const next = product(matrix, basis[step]!);
    diagonal.push(dot(next, basis[step]!));
    for (let pass = 0; pass < 2; pass++) for (const v of basis) addMultiple(next, -dot(next, v), v);
    const length = Math.sqrt(dot(next, next));
    if (!Number.isFinite(length + diagonal[step]!)) return Number.NaN;
    const last = step === size - 1 || length === 0;
    if (last || step % PATIENCE === PATIENCE - 1) {
      const value = largestOfTridiagonal(diagonal, beside);
      if (last || length * lastComponent(diagonal, beside, value) <= RESIDUAL * Math.abs(value)) return value;
    }
    beside.push(length);
    basis.push(next.map((x) => x / length));
  }
}

function product(matrix: Float64Array, v: Float64Array): Float64Array {
  const size = v.length;
  const out = new Float64Array(size);
  // Adds a multiple of one row at a time, so that the sums are independent.
  for (let i = 0, at = 0; i < size; i++, at += size) {
    const x = v[i]!;
    for (let j = 0; j < size; j++) out[j]! += x * matrix[at + j]!;
  }
  return out;
}

const unit = (v: Float64Array): Float64Array => {
  const length = Math.sqrt(dot(v, v));
  return v.map((x) => x / length);
};

/** Bisection on the signs of Sturm's sequence: all pivots of T - x are negative exactly if x is above every eigenvalue. */
function largestOfTridiagonal(diagonal: readonly number[], beside: readonly number[]): number {
  let [low, high] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  diagonal.forEach((a, k) => {
    low = Math.max(low, a);
    high = Math.max(high, a + (beside[k - 1] ?? 0) + (k < diagonal.length - 1 ? beside[k]! : 0));
  });
  for (;;) {
    const middle = low + (high - low) / 2;
    if (!(middle > low && middle < high)) return high;
    if (isAbove(middle)) high = middle;
    else low = middle;
  }

  function isAbove(x: number): boolean {
    let pivot = diagonal[0]! - x;
    for (let k = 1; pivot < 0 && k < diagonal.length; k++) pivot = diagonal[k]! - x - beside[k - 1]! ** 2 / pivot;
    return pivot < 0;
  }
}

/** The last component of the unit eigenvector, by the recursion from its end, which grows and does not cancel. */
function lastComponent(diagonal: readonly number[], beside: readonly number[], value: number): number {
  let [after, own, squares] = [0, 1, 1];
  for (let k = diagonal.length - 1; k > 0; k--) {
    const before = ((value - diagonal[k]!) * own - (beside[k] ?? 0) * after) / beside[k - 1]!;
    [after, own] = [own, before];
    squares += own * own;
  }
  return 1 / Math.sqrt(squares);
}
