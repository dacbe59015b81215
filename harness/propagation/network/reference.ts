/** Reference networks: the forward pass of one input and the backward pass of one gradient, and nothing else. */
import { mlp, type NetworkBlock } from "../block/index.js";
import type { FillNormals } from "../theory/index.js";
import type { Network } from "../theory/network.js";
import { blockPath } from "./blockPath.js";
import { addInto, logGain, normalize, type Signal } from "./signal.js";

/** One network's ln mean(z^2), ln mean(delta^2) / mean(delta^L^2) and ln mean((W x)^2) / mean(x^2), for l = 1..L. */
export interface ReferenceLengths {
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  readonly gain: Float64Array;
}

/**
 * The products of one random network's weights with one forward and one backward vector: called with l = 1..L, then
 * with l = L..2.
 */
export interface Weighing {
  /** z = W^l x. */
  forward(l: number, x: Float64Array, z: Float64Array): void;
  /** back = (W^l)^T delta. */
  backward(l: number, delta: Float64Array, back: Float64Array): void;
}

export interface ReferenceOptions {
  readonly net: Network;
  /** The block of a layer; a plain layer if absent. */
  readonly block?: NetworkBlock;
  /** Fills inputs, random biases and top gradients with standard normal numbers. */
  readonly fill: FillNormals;
  /** Begins a new network and returns its weights. */
  readonly weigh: () => Weighing;
  /** The biases of network `draw` at layer l; if absent, normal ones of the network's variance. */
  readonly biasesOf?: (draw: number, l: number) => Float64Array | null;
}

/** Draws one reference network after the other; each call overwrites the arrays of the call before and returns them. */
export function referenceSampler({
  net,
  block = mlp,
  fill,
  weigh,
  biasesOf,
}: ReferenceOptions): () => ReferenceLengths {
  const { layers, activation } = net;
  const depth = layers.length;
  const numbers = (): Float64Array => new Float64Array(depth);
  const lengths = { forward: numbers(), backward: numbers(), gain: numbers() };
  const first = new Float64Array(layers[0]!.fanIn);
  const x = layers.map(({ fanOut }) => new Float64Array(fanOut));
  const delta = layers.map(({ fanOut }) => new Float64Array(fanOut));
  const bias = layers.map(({ fanOut }) => new Float64Array(fanOut));
  const sigmaB = Math.sqrt(net.sigmaB2);
  const widths = [layers[0]!.fanIn, ...layers.map(({ fanOut }) => fanOut)];
  const path = blockPath({ block, activation, widths, goesBack: true });
  let draw = 0;

  function biasAt(l: number): Float64Array | null {
    if (biasesOf !== undefined) return biasesOf(draw, l);
    if (sigmaB === 0) return null;
    const own = bias[l - 1]!;
    fill(own);
    for (let i = 0; i < own.length; i++) own[i]! *= sigmaB;
    return own;
  }

  function goForward(weighing: Weighing): void {
    fill(first);
    normalize({ values: first, log: 0 });
    let from: Signal = path.enter({ values: first, log: 0 });
    for (let l = 1; l <= depth; l++) {
      const values = x[l - 1]!;
      weighing.forward(l, from.values, values);
      lengths.gain[l - 1] = logGain(from.values, values);
      const own = biasAt(l);
      const log = own === null ? from.log : addInto(values, from.log, { values: own, log: 0 });
      const z = path.join(l, { values, log });
      lengths.forward[l - 1] = 2 * z.log;
      from = path.leave(l, z);
    }
  }

  function goBack(weighing: Weighing): void {
    const top = delta[depth - 1]!;
    fill(top);
    normalize({ values: top, log: 0 });
    let above: Signal = { values: top, log: 0 };
    lengths.backward[depth - 1] = 0;
    for (let l = depth - 1; l >= 1; l--) {
      const values = delta[l - 1]!;
      weighing.backward(l + 1, above.values, values);
      above = path.back(l, { values, log: above.log }, above);
      lengths.backward[l - 1] = 2 * above.log;
    }
  }

  return () => {
    const weighing = weigh();
    goForward(weighing);
    goBack(weighing);
    draw++;
    return lengths;
  };
}
