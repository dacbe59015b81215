import type { Rule } from "../../contract/rule/index.js";
import type { Shape } from "../../contract/shape.js";
import type { Activation } from "../activation/index.js";
import { isFormula, type LayerBlock, mlp, type NetworkBlock } from "../block/index.js";
import { alternatingArrays } from "./alternatingArrays.js";
import { type BlockPath, blockPath } from "./blockPath.js";
import { copyFinder } from "./copies.js";
import { formulaShapes } from "./formulaPath.js";
import { emptyCurves, type NetCurves, recordOutputs, recordSums } from "./netCurves.js";
import { normalsOf } from "./normals.js";
import { backwardProducts, forwardProducts } from "./products.js";
import { logGain, normalized, plus, type Signal } from "./signal.js";
import { simulateFormula } from "./simulateFormula.js";
import { type Layers, layersOf, layersOfShapes, type NetworkWeights, shapesOf } from "./weights.js";

/** The biases of layer l = 1..L; null if there are none. */
export type LayerBiases = (layer: number) => Float64Array | null;

/** A network without its weights. */
export interface NetOptions {
  readonly activations: readonly Activation[];
  /** The block of a layer; a plain layer if absent. */
  readonly block?: LayerBlock;
  /** n_0, n_1, ..., n_L. */
  readonly widths: readonly number[];
  readonly seed: number;
  /** Standard deviation of the biases; 0 unless given. */
  readonly sigmaB?: number;
  /** The biases, if they are given and not drawn. */
  readonly biases?: LayerBiases;
  /** The inputs of every network, scaled to |x|^2 = n_0; if absent, each network gets two Gaussian inputs of its own. */
  readonly inputs?: readonly Float64Array[];
  /** Whether the backward pass of a stream continues to its input. */
  readonly toInput?: boolean;
  /** Whether only lengths are needed: then the weights are not searched for copies and their means are not computed. */
  readonly onlyLengths?: boolean;
  /** The gradient at the top, scaled to |delta|^2 = n_L; if absent, each network gets a Gaussian one of its own. */
  readonly top?: Float64Array;
}

export type { NetCurves } from "./netCurves.js";

export interface SimulateOptions extends NetOptions {
  /** The rule that draws every weight matrix, n_(l-1) inputs by n_l outputs. */
  readonly rule: Rule;
  readonly nets: number;
}

/**
 * Runs real networks z^l = x^(l-1) W^l + b^l, x^l = phi(z^l) forward and backward in float64, every activation on the
 * same weights. Returns, for each activation, one item for each network. Lengths are carried as logarithms, so that no
 * depth can overflow; memory is some rows of weights at a time (all of them in small networks) and depth x width
 * numbers.
 */
export function simulate(options: SimulateOptions, onNet: (done: number) => void = () => {}): NetCurves[][] {
  const nets = Array.from({ length: options.nets }, (_, net) => {
    const curves = simulateNet(options, ruleLayers(options, net), net);
    onNet(net + 1);
    return curves;
  });
  return options.activations.map((_, a) => nets.map((curves) => curves[a]!));
}

/** Shapes of all matrices of a network, numbered from 1 by its weights. */
export const shapesFor = (block: LayerBlock, widths: readonly number[]): readonly Shape[] =>
  isFormula(block) ? formulaShapes(block, widths) : shapesOf(widths);

/** The weights that a rule draws for network number `net` of an architecture. */
export function ruleLayers({ rule, block = mlp, widths, seed }: RuleNetwork, net: number): Layers {
  if (!isFormula(block)) return layersOf(rule, widths, seed, net);
  return layersOfShapes(rule, formulaShapes(block, widths), seed, `net ${net}`);
}

type RuleNetwork = Pick<SimulateOptions, "rule" | "block" | "widths" | "seed">;

/** The state of one network under one activation. */
interface NetworkRun {
  readonly curves: NetCurves;
  /** One path for each input; only the first has a backward pass. */
  readonly paths: readonly BlockPath[];
  /** The layer's outputs, one for each input. */
  signals: readonly Signal[];
  delta: Signal;
}

/** Runs network number `net` with these weights; returns one item for each activation. */
export function simulateNet(options: NetOptions, weights: Layers, net: number): NetCurves[] {
  const { block = mlp } = options;
  return isFormula(block)
    ? simulateFormula(block, options, weights, net)
    : simulateBlocks(block, options, weights, net);
}

function simulateBlocks(block: NetworkBlock, options: NetOptions, weights: Layers, net: number): NetCurves[] {
  const { activations, widths } = options;
  const { inputs, top } = endsOf(options, net);
  const runs = activations.map((activation): NetworkRun => {
    const curves = emptyCurves(widths.length - 1, inputs[0]!.values, top.values);
    const paths = inputs.map((_, b) => blockPath({ block, activation, widths, goesBack: b === 0 }));
    const signals = inputs.map((input, b) => paths[b]!.enter(input));
    return { curves, paths, signals, delta: top };
  });
  goForward(runs, weights, options, net);
  goBackward(runs, weights, widths, options.toInput === true && block.skip === "stream" ? 0 : 1);
  return runs.map(({ curves }) => curves);
}

/** The inputs of network number `net` and the gradient at its top, scaled to a mean square of 1. */
export function endsOf({ inputs, top, widths, seed }: EndOptions, net: number): NetworkEnds {
  const ofLengthOne = (values: Float64Array): Signal => ({ ...normalized({ values, log: 0 }), log: 0 });
  const drawn = (what: string, units: number): Float64Array => normalsOf(seed, `net ${net} ${what}`, units);
  return {
    inputs: (inputs ?? [0, 1].map((which) => drawn(`input ${which}`, widths[0]!))).map(ofLengthOne),
    top: ofLengthOne(top ?? drawn("top", widths.at(-1)!)),
  };
}

type EndOptions = Pick<NetOptions, "inputs" | "top" | "widths" | "seed">;

export interface NetworkEnds {
  readonly inputs: readonly Signal[];
  readonly top: Signal;
}

function goForward(runs: readonly NetworkRun[], weights: Layers, options: NetOptions, net: number): void {
  const { widths, seed, sigmaB = 0, biases, onlyLengths = false } = options;
  const inputs = runs[0]?.signals.length ?? 0;
  const vectorsOf = alternatingArrays(runs.length * inputs);
  const finder = copyFinder(1 + (net % (widths.length - 1)));
  for (let l = 1; l < widths.length; l++) {
    const width = widths[l]!;
    const drawn = sigmaB === 0 ? null : normalsOf(seed, `net ${net} bias ${l}`, width).map((b) => sigmaB * b);
    const bias = biases === undefined ? drawn : biases(l);
    const vectors = runs.flatMap(({ signals }) => signals.map(({ values }) => values));
    const products = vectorsOf(width);
    const matrix = weights(l);
    const sum = onlyLengths ? Number.NaN : sumOf(matrix);
    for (const { curves } of runs) curves.weightSums[l - 1] = sum;
    if (matrix instanceof Float32Array && !onlyLengths) {
      const bad = Number.isFinite(sum) ? undefined : matrix.find((weight) => !Number.isFinite(weight));
      if (bad === undefined) finder.look(l, matrix, width);
      else for (const { curves } of runs) curves.lost ??= `the weights of layer ${l} hold ${bad}`;
    }
    forwardProducts(matrix, vectors, products);
    for (const [r, run] of runs.entries()) {
      const own = products.slice(r * inputs, (r + 1) * inputs);
      run.curves.gain[l - 1] = logGain(run.signals[0]!.values, own[0]!);
      const sums = run.signals.map(({ log }, b) => ({ values: own[b]!, log }));
      const z = sums.map((sum, b) => run.paths[b]!.join(l, bias === null ? sum : plus(sum, bias)));
      recordSums(run.curves, l, z);
      const x = z.map((one, b) => run.paths[b]!.leave(l, one));
      run.signals = x;
      recordOutputs(run.curves, l, x);
    }
  }
  for (const { curves } of runs) curves.copies = finder.found;
}

function sumOf(weights: NetworkWeights): number {
  if (!(weights instanceof Float32Array)) return Number.NaN;
  let sum = 0;
  for (let k = 0; k < weights.length; k++) sum += weights[k]!;
  return sum;
}

/** The backward pass. Gradients are linear in the top gradient, so that its scale is removed exactly. */
function goBackward(runs: readonly NetworkRun[], weights: Layers, widths: readonly number[], last: number): void {
  const vectorsOf = alternatingArrays(runs.length);
  for (let l = widths.length - 2; l >= last; l--) {
    const deltas = runs.map(({ delta }) => delta.values);
    const slopesOf = runs.map(({ paths }) => paths[0]!.slopesAt(l));
    const products = vectorsOf(widths[l]!);
    backwardProducts(weights(l + 1), deltas, products, (i) => anySlope(slopesOf, i));
    for (const [r, run] of runs.entries()) {
      run.delta = run.paths[0]!.back(l, { values: products[r]!, log: run.delta.log }, run.delta);
      if (l === 0) run.curves.entry = 2 * run.delta.log;
      else run.curves.backward[l - 1] = 2 * run.delta.log;
    }
  }
}

/** Whether any activation lets a unit's gradient pass. */
function anySlope(slopesOf: readonly Float64Array[], unit: number): boolean {
  for (let a = 0; a < slopesOf.length; a++) if (slopesOf[a]![unit] !== 0) return true;
  return false;
}
