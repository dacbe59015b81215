import type { FillNormals } from "../theory/index.js";
import type { Network } from "../theory/network.js";
import { activate, dot, meanSquare, normalize, plus, type Signal } from "./signal.js";

/** One network's ln mean(z^2) and ln mean(delta^2) / mean(delta^L^2), for l = 1..L. */
export interface Lengths {
  readonly forward: Float64Array;
  readonly backward: Float64Array;
}

/** What a layer leaves behind for the way back. */
interface Passed {
  /** The layer's inputs x, up to scale. */
  readonly input: Float64Array;
  /** W x without its scale: standard normal, or uniform of length sqrt(n). */
  readonly direction: Float64Array;
  readonly slopes: Float64Array;
}

/**
 * Draws one network's lengths without its weight matrices, exactly, at a cost of depth x width. Given the input x, W x is
 * normal with variance sigma_w^2 mean(x^2), whatever came before; and given the forward pass, a Gaussian W is random only
 * across x, so that W^T delta is what W x fixes along x and fresh normals across it. The same holds for orthogonal
 * matrices (square, no biases) with uniform directions in place of normal vectors. Valid at any width and depth, also
 * where the corrections in 1/width are not; an input with |x^0|^2 = n_0 and a top gradient of its own are assumed.
 */
export function referenceLengths(net: Network, kind: "gaussian" | "orthogonal", fill: FillNormals): Lengths {
  const draw = (count: number): Float64Array => {
    const out = new Float64Array(count);
    fill(out);
    return kind === "gaussian" ? out : normalize({ values: out, log: 0 }).values;
  };
  const forward: number[] = [];
  const passed: Passed[] = [];
  let x: Signal = { values: draw(net.layers[0]!.fanIn), log: 0 };
  x = { ...normalize(x), log: 0 };
  for (const { fanOut, sigmaW2 } of net.layers) {
    const direction = draw(fanOut);
    const spread = Math.sqrt(sigmaW2 * meanSquare(x.values));
    const sum = { values: scaled(direction, spread), log: x.log };
    const z = normalize(net.sigmaB2 === 0 ? sum : plus(sum, biases(fanOut, net.sigmaB2, fill)));
    const { slopes, ...next } = activate(net.activation, z);
    forward.push(2 * z.log);
    passed.push({ input: x.values, direction, slopes });
    x = next;
  }
  return { forward: Float64Array.from(forward), backward: wayBack(net, kind, passed, draw) };
}

function biases(count: number, sigmaB2: number, fill: FillNormals): Float64Array {
  const out = new Float64Array(count);
  fill(out);
  return scaled(out, Math.sqrt(sigmaB2));
}

/** A plain loop, as are the others here: a callback's numbers would each be an object. */
function scaled(vector: Float64Array, by: number): Float64Array {
  const out = new Float64Array(vector.length);
  for (let i = 0; i < out.length; i++) out[i] = by * vector[i]!;
  return out;
}

function wayBack(
  net: Network,
  kind: "gaussian" | "orthogonal",
  passed: readonly Passed[],
  draw: (count: number) => Float64Array,
): Float64Array {
  const curve = new Float64Array(passed.length);
  let delta: Signal = { ...normalize({ values: draw(net.layers.at(-1)!.fanOut), log: 0 }), log: 0 };
  for (let l = passed.length - 1; l >= 1; l--) {
    const { input, direction } = passed[l]!;
    const { fanIn, sigmaW2 } = net.layers[l]!;
    const along = Math.sqrt(sigmaW2 * meanSquare(input) || 0) * dot(direction, delta.values);
    const length = dot(input, input);
    const share = length === 0 ? 0 : along / length;
    const across = draw(fanIn);
    takeAlong(input, length, across);
    const left = kind === "gaussian" ? dot(delta.values, delta.values) : fanIn * leftAcross(direction, delta.values);
    const scale =
      kind === "gaussian"
        ? Math.sqrt((sigmaW2 / fanIn) * left)
        : Math.sqrt((sigmaW2 * left) / fanIn / dot(across, across));
    const slopes = passed[l - 1]!.slopes;
    for (let i = 0; i < across.length; i++) across[i] = slopes[i]! * (share * input[i]! + scale * across[i]!);
    delta = normalize({ values: across, log: delta.log });
    curve[l - 1] = 2 * delta.log;
  }
  return curve;
}

/** Leaves of a vector its part orthogonal to the input. */
function takeAlong(input: Float64Array, length: number, vector: Float64Array): void {
  const along = length === 0 ? 0 : dot(input, vector) / length;
  for (let i = 0; i < vector.length; i++) vector[i]! -= along * input[i]!;
}

/** |delta|^2 less its part along a direction. */
function leftAcross(direction: Float64Array, delta: Float64Array): number {
  return Math.max(0, dot(delta, delta) - dot(direction, delta) ** 2 / dot(direction, direction));
}
