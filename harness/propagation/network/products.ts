/** Products of a layer's weights with vectors in float64, forward and backward. */

import { sampledRows, sampleInto } from "../../contract/law/index.js";
import { backwardByKernel, forwardByKernel } from "../../kernel/network.js";
import { matrixRows, type Rows } from "../../kernel/rows.js";
import type { NetworkWeights } from "./weights.js";

/** Matrices with fewer entries than this are not worth a kernel's call. */
const SMALL = 2 ** 9;
const isSmall = (weights: NetworkWeights): boolean => weights instanceof Float32Array && weights.length < SMALL;

/** x W for every x, written to `into`; every sum adds the inputs in order. */
export function forwardProducts(
  weights: NetworkWeights,
  xs: readonly Float64Array[],
  into: readonly Float64Array[],
): void {
  const [inputs, outputs] = [xs[0]!.length, into[0]!.length];
  if (!isSmall(weights) && forwardByKernel(rowsOf(weights, inputs, outputs), xs, into)) return;
  const matrix = matrixOf(weights, inputs * outputs);
  for (const [i, x] of xs.entries()) forwardByReference(matrix, x, into[i]!);
}

/**
 * W delta for every delta, written to `into`. Each result is the sum of eight sums, each over every eighth output,
 * added in pairs. Results that the caller does not need may stay 0.
 */
export function backwardProducts(
  weights: NetworkWeights,
  deltas: readonly Float64Array[],
  into: readonly Float64Array[],
  isAsked: (input: number) => boolean = () => true,
): void {
  const [inputs, outputs] = [into[0]!.length, deltas[0]!.length];
  if (!isSmall(weights) && backwardByKernel(rowsOf(weights, inputs, outputs), deltas, into, isAsked)) return;
  const matrix = matrixOf(weights, inputs * outputs);
  for (const [i, delta] of deltas.entries()) backwardByReference(matrix, delta, into[i]!);
}

export function forwardProduct(weights: NetworkWeights, x: Float64Array, outputs: number): Float64Array {
  const z = new Float64Array(outputs);
  forwardProducts(weights, [x], [z]);
  return z;
}

export function backwardProduct(weights: NetworkWeights, delta: Float64Array, inputs: number): Float64Array {
  const back = new Float64Array(inputs);
  backwardProducts(weights, [delta], [back]);
  return back;
}

function rowsOf(weights: NetworkWeights, inputs: number, outputs: number): Rows {
  if (weights instanceof Float32Array) return matrixRows(weights, outputs);
  const { law, stream } = weights;
  return sampledRows(law, stream, outputs) ?? matrixRows(matrixOf(weights, inputs * outputs), outputs);
}

function matrixOf(weights: NetworkWeights, entries: number): Float32Array {
  if (weights instanceof Float32Array) return weights;
  const matrix = new Float32Array(entries);
  sampleInto(weights.law, weights.stream, matrix);
  return matrix;
}

/** The same sums without the kernel, bit for bit. */
export function forwardByReference(weights: Float32Array, x: Float64Array, z: Float64Array): void {
  z.fill(0);
  for (let i = 0; i < x.length; i++) {
    const [value, row] = [x[i]!, i * z.length];
    for (let o = 0; o < z.length; o++) z[o]! += value * weights[row + o]!;
  }
}

/** What the kernel's sums must be, bit for bit. */
export function backwardByReference(weights: Float32Array, delta: Float64Array, back: Float64Array): void {
  const sums = new Float64Array(8);
  for (let i = 0; i < back.length; i++) {
    const row = i * delta.length;
    sums.fill(0);
    for (let o = 0; o < delta.length; o++) sums[o % 8]! += weights[row + o]! * delta[o]!;
    const even = sums[0]! + sums[2]! + (sums[4]! + sums[6]!);
    back[i] = even + (sums[1]! + sums[3]! + (sums[5]! + sums[7]!));
  }
}
