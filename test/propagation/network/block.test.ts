/** Blocks of every architecture against their definitions, written out plainly, and gradients against finite differences. */
import { describe, expect, test } from "vitest";
import { type Activation, activationByName } from "../../../harness/propagation/activation/index.js";
import { blocks, type NetworkBlock } from "../../../harness/propagation/block/index.js";
import { normalsOf } from "../../../harness/propagation/network/normals.js";
import { simulateNet } from "../../../harness/propagation/network/simulate.js";
import { type LayerWeights, weightsOf } from "../../../harness/propagation/network/weights.js";
import { heNormal } from "../../../initializers/index.js";
import { logMeanSquare } from "./helpers.js";

const WIDTH = 6;
const DEPTH = 4;
const widths = new Array<number>(DEPTH + 1).fill(WIDTH);

type Vector = readonly number[];
const times = (scale: number, x: Vector): Vector => x.map((value) => scale * value);
const plus = (a: Vector, b: Vector): Vector => a.map((value, i) => value + b[i]!);

const meanOf = (x: Vector): number => x.reduce((sum, value) => sum + value, 0) / x.length;
const rmsNormed = (x: Vector): Vector => times(1 / Math.sqrt(meanOf(x.map((value) => value * value))), x);
const layerNormed = (x: Vector): Vector => rmsNormed(x.map((value) => value - meanOf(x)));

/** z^l of z^(l-1), where `f` is x -> W phi(x) + b. */
const DEFINITIONS: Readonly<Record<string, (z: Vector, f: (x: Vector) => Vector) => Vector>> = {
  mlp: (z, f) => f(z),
  residual: (z, f) => plus(z, f(z)),
  residual_scaled: (z, f) => plus(z, times(1 / Math.sqrt(DEPTH), f(z))),
  pre_layer_norm: (z, f) => plus(z, f(layerNormed(z))),
  post_layer_norm: (z, f) => plus(layerNormed(z), f(layerNormed(z))),
  pre_rms_norm: (z, f) => plus(z, f(rmsNormed(z))),
  post_rms_norm: (z, f) => plus(rmsNormed(z), f(rmsNormed(z))),
  deep_norm: (z, f) => plus(layerNormed(z), times(1 / Math.sqrt(2 * DEPTH), f(layerNormed(z)))),
  layer_norm: (z, f) => f(layerNormed(z)),
  rezero: (z) => z,
  skip_init: (z) => z,
};

/** z^l, ..., z^L from z^l on. */
function plainBlocks(block: NetworkBlock, weights: LayerWeights, biases: readonly Vector[], { fn }: Activation) {
  return (from: number, start: Vector): Vector[] => {
    const z = [start];
    for (let l = from + 1; l <= DEPTH; l++) {
      const isInput = l === 1 && ["mlp", "layer_norm"].includes(block.name);
      const phi = isInput ? (x: number): number => x : fn;
      const product = (x: Vector): Vector =>
        x.map((_, o) => x.reduce((sum, value, i) => sum + phi(value) * weights(l)[i * WIDTH + o]!, biases[l - 1]![o]!));
      z.push(isInput ? product(start) : DEFINITIONS[block.name]!(z.at(-1)!, product));
    }
    return z;
  };
}

const STEP = 1e-5;

describe.each(blocks)("$name", (block) => {
  const weights = weightsOf(heNormal.rule, widths, 3, 2);

  test.each([
    ["tanh", 0],
    ["gelu", 0.7],
    ["relu", 0],
    ["sigmoid", 0],
    ["linear", 0.3],
  ])("%s, biases of sd %d: forward is its definition, backward its derivative", (name, sigmaB) => {
    const activation = activationByName(name);
    const biases = widths.slice(1).map((_, l) => times(sigmaB, [...normalsOf(3, `net 2 bias ${l + 1}`, WIDTH)]));
    const [curves] = simulateNet({ activations: [activation], block, widths, seed: 3, sigmaB }, weights, 2);
    const from = plainBlocks(block, weights, biases, activation);
    const z = from(0, [...curves!.input]);
    const lossFrom = (l: number, start: Vector): number =>
      from(l, start)
        .at(-1)!
        .reduce((sum, value, i) => sum + value * curves!.top[i]!, 0);
    for (let l = 1; l <= DEPTH; l++) {
      expect(curves!.forward[l - 1]).toBeCloseTo(logMeanSquare([...z[l]!]), 11);
      const moved = (i: number, by: number): Vector => z[l]!.map((value, k) => (k === i ? value + by : value));
      const gradient = z[l]!.map((_, i) => (lossFrom(l, moved(i, STEP)) - lossFrom(l, moved(i, -STEP))) / (2 * STEP));
      expect(curves!.backward[l - 1]).toBeCloseTo(logMeanSquare(gradient), 6);
    }
  });
});
