/** Products of a layer's weights with vectors, in float64: what goes in, and what comes back. */
import { backwardByKernel, chosen, forwardByKernel } from "../kernel/network.js";
import { matrixRows, type Rows } from "../kernel/rows.js";
import { sampledRows, sampleInto } from "../law/index.js";
import type { Weights } from "./weights.js";

/** x W of every x: what the outputs receive; every sum takes the inputs in order. */
export function forwardProducts(weights: Weights, xs: readonly Float64Array[], outputs: number): Float64Array[] {
  const byKernel = forwardByKernel(rowsOf(weights, xs[0]!.length, outputs), xs);
  if (byKernel !== undefined) return byKernel;
  const matrix = matrixOf(weights, xs[0]!.length * outputs);
  return xs.map((x) => forwardByReference(matrix, x, outputs));
}

/**
 * W delta of every delta: what the inputs receive; eight sums an input, each of every eighth output, are added in pairs.
 * Inputs that nobody asks for may be left at 0.
 */
export function backwardProducts(
  weights: Weights,
  deltas: readonly Float64Array[],
  inputs: number,
  isAsked: (input: number) => boolean = () => true,
): Float64Array[] {
  const outputs = deltas[0]!.length;
  const byKernel = backwardByKernel(rowsOf(weights, inputs, outputs), deltas, chosen(inputs, isAsked), inputs);
  if (byKernel !== undefined) return byKernel;
  const matrix = matrixOf(weights, inputs * outputs);
  return deltas.map((delta) => backwardByReference(matrix, delta, inputs));
}

export const forwardProduct = (weights: Weights, x: Float64Array, outputs: number): Float64Array =>
  forwardProducts(weights, [x], outputs)[0]!;

export const backwardProduct = (weights: Weights, delta: Float64Array, inputs: number): Float64Array =>
  backwardProducts(weights, [delta], inputs)[0]!;

function rowsOf(weights: Weights, inputs: number, outputs: number): Rows {
  if (weights instanceof Float32Array) return matrixRows(weights, outputs);
  const { law, stream } = weights;
  return sampledRows(law, stream, outputs) ?? matrixRows(matrixOf(weights, inputs * outputs), outputs);
}

function matrixOf(weights: Weights, entries: number): Float32Array {
  if (weights instanceof Float32Array) return weights;
  const matrix = new Float32Array(entries);
  sampleInto(weights.law, weights.stream, matrix);
  return matrix;
}

/** What the kernel's sums must be, bit for bit. */
export function forwardByReference(weights: Float32Array, x: Float64Array, outputs: number): Float64Array {
  const z = new Float64Array(outputs);
  for (let i = 0; i < x.length; i++) {
    const [value, row] = [x[i]!, i * outputs];
    for (let o = 0; o < outputs; o++) z[o]! += value * weights[row + o]!;
  }
  return z;
}

/** What the kernel's sums must be, bit for bit. */
export function backwardByReference(weights: Float32Array, delta: Float64Array, inputs: number): Float64Array {
  const back = new Float64Array(inputs);
  const sums = new Float64Array(8);
  for (let i = 0; i < inputs; i++) {
    const row = i * delta.length;
    sums.fill(0);
    for (let o = 0; o < delta.length; o++) sums[o % 8]! += weights[row + o]! * delta[o]!;
    const [even, odd] = [0, 1].map((k) => sums[k]! + sums[k + 2]! + (sums[k + 4]! + sums[k + 6]!)) as [number, number];
    back[i] = even + odd;
  }
  return back;
}
