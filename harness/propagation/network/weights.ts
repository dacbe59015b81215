import type { Law } from "../../contract/law/index.js";
import type { Rule } from "../../contract/rule/index.js";
import { type Shape, shapeOf } from "../../contract/shape.js";
import { openStream, type Stream } from "../../random/index.js";

/** Weights of a network with at most this many entries are kept for the backward pass; others are drawn again. */
const KEPT = 2 ** 24;

/** The weights into one layer, inputs by outputs in C order; or a function that draws entry k of them. */
export type NetworkWeights = Float32Array | DrawnWeights;

export interface DrawnWeights {
  readonly law: Law;
  readonly stream: Stream;
}

/** The weights into layer l = 1..L. */
export type Layers = (layer: number) => NetworkWeights;

/** Layers whose weights are in memory. */
export type LayerWeights = (layer: number) => Float32Array;

/** The weights of one network: a pure function of rule, widths, seed and the network's number. */
export const weightsOf = (rule: Rule, widths: readonly number[], seed: number, net: number): LayerWeights =>
  matricesOf(rule, shapesOf(widths), seed, `net ${net}`);

/** Matrices of any shapes, numbered from 1: a pure function of rule, shapes, seed and the network's name. */
export function matricesOf(rule: Rule, shapes: readonly Shape[], seed: number, name: string): LayerWeights {
  const fitting = new Set<Shape>();
  const draw: LayerWeights = (layer) => {
    const shape = shapes[layer - 1]!;
    if (!fitting.has(shape)) rule.expect(shape);
    fitting.add(shape);
    return rule.fill(shape, streamOf(seed, name, layer));
  };
  if (entriesOf(shapes) > KEPT) return draw;
  const kept = new Map<number, Float32Array>();
  return (layer) => {
    const weights = kept.get(layer) ?? draw(layer);
    kept.set(layer, weights);
    return weights;
  };
}

/** The same weights; a large matrix of independent entries is never in memory as a whole. */
export const layersOf = (rule: Rule, widths: readonly number[], seed: number, net: number): Layers =>
  layersOfShapes(rule, shapesOf(widths), seed, `net ${net}`);

export function layersOfShapes(rule: Rule, shapes: readonly Shape[], seed: number, name: string): Layers {
  const isLarge = entriesOf(shapes) > KEPT;
  return (isLarge ? drawnMatrices(rule, shapes, seed, name) : undefined) ?? matricesOf(rule, shapes, seed, name);
}

/** Layers that draw single entries; undefined for a rule that draws whole matrices. */
export const drawnLayers = (rule: Rule, widths: readonly number[], seed: number, net: number): Layers | undefined =>
  drawnMatrices(rule, shapesOf(widths), seed, `net ${net}`);

function drawnMatrices(rule: Rule, shapes: readonly Shape[], seed: number, name: string): Layers | undefined {
  if (rule.drawnFrom === undefined) return undefined;
  return (layer) => ({ law: rule.drawnFrom!(shapes[layer - 1]!), stream: streamOf(seed, name, layer) });
}

/** The shapes of all layers; successive layers of equal sizes share one object. */
export function shapesOf(widths: readonly number[]): readonly Shape[] {
  let shape: Shape | undefined;
  return widths.slice(1).map((width, l) => {
    const isSame = shape?.dims[0] === widths[l] && shape?.dims[1] === width;
    shape = isSame && shape !== undefined ? shape : shapeOf([widths[l]!, width], "io");
    return shape;
  });
}
const streamOf = (seed: number, name: string, layer: number): Stream => openStream(seed, `${name} layer ${layer}`);
const entriesOf = (shapes: readonly Shape[]): number => shapes.reduce((sum, { size }) => sum + size, 0);
