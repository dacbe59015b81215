/**
 * A Haar-distributed matrix with orthonormal columns: the Q of a Householder QR of independent normals, each column
 * given the sign of R's diagonal (Mezzadri 2007, arXiv:math-ph/0609050; without the signs Q is orthogonal but not Haar).
 * Only + - x / and sqrt in float64, so that every engine gives the same bits.
 */

import { haarByKernel } from "../kernel/haar.js";

/** `a` holds `columns` columns of `rows` normals, column by column, rows >= columns; answers Q in the same order. */
export function haar(a: Float64Array, rows: number, columns: number): Float64Array {
  return haarByKernel(a, rows, columns) ?? haarByReference(a, rows, columns);
}

export function haarByReference(a: Float64Array, rows: number, columns: number): Float64Array {
  const signs = new Float64Array(columns);
  const scales = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    const reflector = a.subarray(k * rows + k, (k + 1) * rows);
    const norm = Math.sqrt(dot(reflector, reflector));
    signs[k] = reflector[0]! > 0 ? -1 : 1;
    reflector[0]! -= signs[k]! * norm;
    scales[k] = 2 / dot(reflector, reflector);
    for (let j = k + 1; j < columns; j++) reflect(a.subarray(j * rows + k, (j + 1) * rows), reflector, scales[k]!);
  }
  return accumulate(a, rows, columns, scales, signs);
}

/** Q = H_0 H_1 ... applied to the first columns of the identity, from the last reflector back. */
function accumulate(
  a: Float64Array,
  rows: number,
  columns: number,
  scales: Float64Array,
  signs: Float64Array,
): Float64Array {
  const q = new Float64Array(rows * columns);
  for (let k = columns - 1; k >= 0; k--) {
    q[k * rows + k] = signs[k]!;
    const reflector = a.subarray(k * rows + k, (k + 1) * rows);
    for (let j = k; j < columns; j++) reflect(q.subarray(j * rows + k, (j + 1) * rows), reflector, scales[k]!);
  }
  return q;
}

/** x -= scale (v . x) v; a zero reflector (one row) has an infinite scale and leaves x alone. */
function reflect(x: Float64Array, v: Float64Array, scale: number): void {
  if (!Number.isFinite(scale)) return;
  const along = scale * dot(v, x);
  for (let i = 0; i < x.length; i++) x[i]! -= along * v[i]!;
}

/** Four sums of every fourth product, as vector lanes form them. */
function dot(x: Float64Array, y: Float64Array): number {
  const sums = [0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) sums[i & 3]! += x[i]! * y[i]!;
  return sums[0]! + sums[2]! + (sums[1]! + sums[3]!);
}
