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

/** x W: what the outputs receive. */
export function forwardProduct(weights: Float32Array, x: Float64Array, outputs: number): Float64Array {
  const z = new Float64Array(outputs);
  for (let i = 0; i < x.length; i++) {
    const [value, row] = [x[i]!, i * outputs];
    if (value === 0) continue;
    for (let o = 0; o < outputs; o++) z[o]! += value * weights[row + o]!;
  }
  return z;
}

/** W delta: what the inputs receive. */
export function backwardProduct(weights: Float32Array, delta: Float64Array, inputs: number): Float64Array {
  const back = new Float64Array(inputs);
  for (let i = 0; i < inputs; i++) {
    const row = i * delta.length;
    let sum = 0;
    for (let o = 0; o < delta.length; o++) sum += weights[row + o]! * delta[o]!;
    back[i] = sum;
  }
  return back;
}
