/** Reference networks: one input's way forward and one gradient's way back, and nothing else. */
import { activationAt } from "../activation/index.js";
import type { FillNormals } from "../theory/index.js";
import type { Network } from "../theory/network.js";
import { activateInto, logGain, meanSquare, normalize } from "./signal.js";

/** One network's ln mean(z^2), ln mean(delta^2) / mean(delta^L^2) and ln mean((W x)^2) / mean(x^2), for l = 1..L. */
export interface ReferenceLengths {
  readonly forward: Float64Array;
  readonly backward: Float64Array;
  readonly gain: Float64Array;
}

/** One random network's weights, as far as two vectors can tell: called with l = 1..L, then with l = L..2. */
export interface Weighing {
  /** z = W^l x. */
  forward(l: number, x: Float64Array, z: Float64Array): void;
  /** back = (W^l)^T delta. */
  backward(l: number, delta: Float64Array, back: Float64Array): void;
}

export interface ReferenceOptions {
  readonly net: Network;
  /** What fills inputs, random biases and top gradients. */
  readonly fill: FillNormals;
  /** Begins a new network. */
  readonly weigh: () => Weighing;
  /** The input; absent: a normal one of each network's own. Its length does not count. */
  readonly input?: Float64Array;
  /** The biases of network `draw` at layer l; absent: normal ones of the network's variance. */
  readonly biasesOf?: (draw: number, l: number) => Float64Array | null;
}

/** Draws one reference network after the other; each call answers the next, in the same places as the last. */
export function referenceSampler({ net, fill, weigh, input, biasesOf }: ReferenceOptions): () => ReferenceLengths {
  const { layers, activation } = net;
  const depth = layers.length;
  const numbers = (): Float64Array => new Float64Array(depth);
  const lengths = { forward: numbers(), backward: numbers(), gain: numbers() };
  const first = new Float64Array(layers[0]!.fanIn);
  const x = [first, ...layers.map(({ fanOut }) => new Float64Array(fanOut))];
  const slopes = layers.map(({ fanOut }) => new Float64Array(fanOut));
  const delta = layers.map(({ fanOut }) => new Float64Array(fanOut));
  const bias = layers.map(({ fanOut }) => new Float64Array(fanOut));
  const sigmaB = Math.sqrt(net.sigmaB2);
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
    if (input === undefined) fill(first);
    else first.set(input);
    normalize({ values: first, log: 0 });
    let log = 0;
    for (let l = 1; l <= depth; l++) {
      const [from, z] = [x[l - 1]!, x[l]!];
      weighing.forward(l, from, z);
      lengths.gain[l - 1] = logGain(from, z);
      const own = biasAt(l);
      if (own !== null) log = addBias(z, log, own);
      log = normalize({ values: z, log }).log;
      lengths.forward[l - 1] = 2 * log;
      log = activateInto(activationAt(activation, l), { values: z, log }, { values: z, slopes: slopes[l - 1]! }).log;
    }
  }

  function goBack(weighing: Weighing): void {
    let above = delta[depth - 1]!;
    fill(above);
    normalize({ values: above, log: 0 });
    let log = 0;
    lengths.backward[depth - 1] = 0;
    for (let l = depth - 1; l >= 1; l--) {
      const [back, slope] = [delta[l - 1]!, slopes[l - 1]!];
      weighing.backward(l + 1, above, back);
      for (let i = 0; i < back.length; i++) back[i]! *= slope[i]!;
      log = normalize({ values: back, log }).log;
      lengths.backward[l - 1] = 2 * log;
      above = back;
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

/** Adds a vector to e^log values in their place; answers the new scale. */
function addBias(values: Float64Array, log: number, bias: Float64Array): number {
  const size = log + Math.log(meanSquare(values)) / 2;
  const top = Math.max(size, Math.log(meanSquare(bias)) / 2);
  if (top === Number.NEGATIVE_INFINITY) return log;
  const [kept, added] = [size === Number.NEGATIVE_INFINITY ? 0 : Math.exp(log - top), Math.exp(-top)];
  for (let i = 0; i < values.length; i++) values[i] = kept * values[i]! + added * bias[i]!;
  return top;
}
