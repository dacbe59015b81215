/**
 * A Haar-distributed matrix with orthonormal columns: the Q of a QR decomposition of independent normals, with each column
 * multiplied by the sign of R's diagonal (Mezzadri 2007, arXiv:math-ph/0609050). The vector that makes each Householder reflector
 * is again independent normals, whatever the earlier reflectors, so it is drawn, and no QR is needed (Stewart 1980, "The
 * efficient generation of random orthogonal matrices", SIAM J. Numer. Anal. 17, 403).
 *
 * The product of reflectors H_0 H_1 ... = I - V T V', where T is the inverse of V'V above the diagonal and half of it on the
 * diagonal (Puglisi 1992; Joffrain et al. 2006, ACM TOMS 32, 169). Three matrix products suffice: V'V; U = -T V1', V1 the upper
 * square of V, by back substitution; and I + V U. Only + - x / and sqrt, each sum in a stated order, so that every engine gives
 * the same bits.
 */
import { haarByKernel } from "../../kernel/haar.js";

/**
 * With more columns than this U and I + V U are computed in float32, in half the time; V'V is not, because its long sums would
 * lose most. The error of Gram matrices is then that of a QR in float32, a third of what the gate allows; in float64 the error of
 * the rounded entries is below 2 units of 2^-24.
 */
export const PRECISE = 128;

/**
 * Gain times Q, row by row, from `columns` columns of `rows` standard normals each, rows >= columns; of column k only the last
 * rows - k are used. The normals are overwritten, and the next call may overwrite the result.
 */
export function haar(normals: Float32Array, rows: number, columns: number, gain: number): Float32Array {
  const gains = makeReflectors(normals, rows, columns).map((sign) => sign * gain);
  const single = columns > PRECISE;
  return haarByKernel(normals, rows, gains, single) ?? haarByReference(normals, rows, gains, single);
}

/** Turns each column of normals into the reflector that maps it to a multiple of its axis; returns the signs of R's diagonal. */
export function makeReflectors(normals: Float32Array, rows: number, columns: number): Float64Array {
  const signs = new Float64Array(columns);
  for (let k = 0; k < columns; k++) {
    const column = normals.subarray(k * rows, (k + 1) * rows).fill(0, 0, k);
    let square = 0;
    for (let l = k; l < rows; l++) square += column[l]! * column[l]!;
    signs[k] = column[k]! > 0 ? -1 : 1;
    column[k]! -= signs[k]! * Math.sqrt(square);
  }
  return signs;
}

/** The reference, which the kernel must match bit for bit: every sum runs from its last term to its first. */
export function haarByReference(v: Float32Array, rows: number, gains: Float64Array, single: boolean): Float32Array {
  const columns = gains.length;
  const u = solve(v, rows, columns, single);
  const out = new Float32Array(rows * columns);
  for (let l = 0; l < rows; l++) {
    const q = zeros(columns, single);
    if (l < columns) q[l] = 1;
    for (let k = Math.min(l, columns - 1); k >= 0; k--) addMultiple(q, v[k * rows + l]!, u[k]!, k, single);
    for (let j = 0; j < columns; j++) out[l * columns + j] = q[j]! * gains[j]!;
  }
  return out;
}

/** U, row by row: row k is -2 / v_k.v_k, in float64, times (row k of V1' + the sum over later rows i of v_i.v_k times row i). */
function solve(v: Float32Array, rows: number, columns: number, single: boolean): Numbers[] {
  const u = Array.from({ length: columns }, () => zeros(columns, single));
  const round = single ? Math.fround : Number;
  for (let k = columns - 1; k >= 0; k--) {
    const row = u[k]!;
    for (let j = k; j < columns; j++) row[j] = v[k * rows + j]!;
    for (let i = columns - 1; i > k; i--) addMultiple(row, round(dot(v, rows, i, k)), u[i]!, i, single);
    const scale = -2 / dot(v, rows, k, k);
    for (let j = k; j < columns; j++) row[j]! *= scale;
  }
  return u;
}

/** v_i.v_k, i >= k: reflector i begins at row i. */
function dot(v: Float32Array, rows: number, i: number, k: number): number {
  let sum = 0;
  for (let l = rows - 1; l >= i; l--) sum += v[i * rows + l]! * v[k * rows + l]!;
  return sum;
}

type Numbers = Float32Array | Float64Array;

const zeros = (length: number, single: boolean): Numbers =>
  single ? new Float32Array(length) : new Float64Array(length);

/** to += factor x row, from entry `start` on; in float32 the products are rounded too. */
function addMultiple(to: Numbers, factor: number, row: Numbers, start: number, single: boolean): void {
  for (let j = start; j < to.length; j++) {
    const product = factor * row[j]!;
    to[j]! += single ? Math.fround(product) : product;
  }
}
