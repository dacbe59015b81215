import type { Law } from "../../contract/law/index.js";
import type { Rule } from "../../contract/rule/index.js";
import { shapeOf } from "../../contract/shape.js";
import { openStream, type Stream } from "../../random/index.js";

/** Weights of one network are kept for the way back if they have no more entries than this; else they are drawn again. */
const KEPT = 2 ** 24;

/** Weights into one layer that are at hand, inputs by outputs in C order; or what draws entry k of them, whoever asks. */
export type NetworkWeights = Float32Array | DrawnWeights;

export interface DrawnWeights {
  readonly law: Law;
  readonly stream: Stream;
}

/** The weights into layer l = 1..L. */
export type Layers = (layer: number) => NetworkWeights;

/** Layers whose weights are at hand. */
export type LayerWeights = (layer: number) => Float32Array;

/** The weights of one network: a pure function of rule, widths, seed and the network's number, whoever asks how often. */
export function weightsOf(rule: Rule, widths: readonly number[], seed: number, net: number): LayerWeights {
  const draw: LayerWeights = (layer) => {
    const shape = layerShape(widths, layer);
    rule.expect(shape);
    return rule.fill(shape, streamOf(seed, net, layer));
  };
  if (entriesOf(widths) > KEPT) return draw;
  const kept = new Map<number, Float32Array>();
  return (layer) => {
    const weights = kept.get(layer) ?? draw(layer);
    kept.set(layer, weights);
    return weights;
  };
}

/** The same weights; those of a large network are never at hand as a whole where entries are drawn independently. */
export function layersOf(rule: Rule, widths: readonly number[], seed: number, net: number): Layers {
  const isLarge = entriesOf(widths) > KEPT;
  return (isLarge ? drawnLayers(rule, widths, seed, net) : undefined) ?? weightsOf(rule, widths, seed, net);
}

/** Undefined for a rule that draws whole matrices. */
export function drawnLayers(rule: Rule, widths: readonly number[], seed: number, net: number): Layers | undefined {
  if (rule.drawnFrom === undefined) return undefined;
  return (layer) => ({ law: rule.drawnFrom!(layerShape(widths, layer)), stream: streamOf(seed, net, layer) });
}

const layerShape = (widths: readonly number[], layer: number) => shapeOf([widths[layer - 1]!, widths[layer]!], "io");
const streamOf = (seed: number, net: number, layer: number): Stream => openStream(seed, `net ${net} layer ${layer}`);
const entriesOf = (widths: readonly number[]): number =>
  widths.slice(1).reduce((sum, width, l) => sum + width * widths[l]!, 0);
