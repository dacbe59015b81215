import { backwardByKernel, forwardByKernel } from "../kernel/network.js";
import { openStream } from "../random/index.js";
import type { Rule } from "../rule/index.js";
import { shapeOf } from "../shape.js";

/** Weights of one network are kept for the way back if they have no more entries than this; else they are drawn again. */
const KEPT = 2 ** 24;

/** The weights into layer l = 1..L, inputs by outputs in C order. */
export type LayerWeights = (layer: number) => Float32Array;

/** The weights of one network: a pure function of rule, widths, seed and the network's number, whoever asks how often. */
export function weightsOf(rule: Rule, widths: readonly number[], seed: number, net: number): LayerWeights {
  const draw: LayerWeights = (layer) => {
    const shape = shapeOf([widths[layer - 1]!, widths[layer]!], "io");
    rule.expect(shape);
    return rule.fill(shape, openStream(seed, `net ${net} layer ${layer}`));
  };
  const entries = widths.slice(1).reduce((sum, width, l) => sum + width * widths[l]!, 0);
  if (entries > KEPT) return draw;
  const kept = new Map<number, Float32Array>();
  return (layer) => {
    const weights = kept.get(layer) ?? draw(layer);
    kept.set(layer, weights);
    return weights;
  };
}

/** x W: what the outputs receive; every sum takes the inputs in order. */
export function forwardProduct(weights: Float32Array, x: Float64Array, outputs: number): Float64Array {
  return forwardByKernel(weights, x, outputs) ?? forwardByReference(weights, x, outputs);
}

export function forwardByReference(weights: Float32Array, x: Float64Array, outputs: number): Float64Array {
  const z = new Float64Array(outputs);
  for (let i = 0; i < x.length; i++) {
    const [value, row] = [x[i]!, i * outputs];
    for (let o = 0; o < outputs; o++) z[o]! += value * weights[row + o]!;
  }
  return z;
}

/** W delta: what the inputs receive; eight sums an input, each of every eighth output, are added in pairs. */
export function backwardProduct(weights: Float32Array, delta: Float64Array, inputs: number): Float64Array {
  return backwardByKernel(weights, delta, inputs) ?? backwardByReference(weights, delta, inputs);
}

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
