import { dot } from "../../numeric/vectors.js";
import type { FillNormals } from "../theory/index.js";
import type { Network } from "../theory/network.js";
import type { Weighing } from "./reference.js";

/** What a layer keeps for the backward pass. */
interface PassedVectors {
  /** A copy of x. */
  readonly input: Float64Array;
  /** W x before its scale: standard normal numbers, or a random direction among all that W could take. */
  readonly direction: Float64Array;
}

/**
 * Products with random weights, drawn exactly but without a matrix, at a cost of depth x width. Given the input x, W x
 * is normal with variance sigma_w^2 mean(x^2), whatever the layers before. Given W x, a Gaussian W is random only in
 * directions orthogonal to x, so that W^T delta is known along x and consists of fresh normals across it. A matrix of
 * orthonormal rows or columns is part of a square Haar matrix, for which the same holds with uniform directions in
 * place of normal vectors: missing inputs are set to 0, missing outputs are ignored.
 */
export function conditionalWeights(net: Network, kind: "gaussian" | "orthogonal", fill: FillNormals): () => Weighing {
  const { layers } = net;
  const sizes = layers.map(({ fanIn, fanOut }) => (kind === "gaussian" ? fanOut : Math.max(fanIn, fanOut)));
  const passed = layers.map(
    ({ fanIn }, l): PassedVectors => ({ input: new Float64Array(fanIn), direction: new Float64Array(sizes[l]!) }),
  );
  const across = layers.map(({ fanIn }, l) => new Float64Array(kind === "gaussian" ? fanIn : sizes[l]!));
  const weighing: Weighing = {
    forward(l, x, z) {
      const { input, direction } = passed[l - 1]!;
      input.set(x);
      fill(direction);
      const length = kind === "gaussian" ? 1 : Math.sqrt(dot(direction, direction) / direction.length);
      const spread = Math.sqrt((layers[l - 1]!.sigmaW2 * dot(x, x)) / x.length) / length;
      for (let o = 0; o < z.length; o++) z[o] = spread * direction[o]!;
    },
    backward(l, delta, back) {
      const { input, direction } = passed[l - 1]!;
      const { fanIn, sigmaW2 } = layers[l - 1]!;
      const fresh = across[l - 1]!;
      fill(fresh);
      const length = dot(input, input);
      takeAlong(input, length, fresh);
      const overlap = product(direction, delta);
      const whole = dot(direction, direction);
      const variance = sigmaW2 / fanIn;
      // W x = sqrt(variance |x|^2) direction for normal weights; sqrt(variance n |x|^2) direction / |direction| for the others.
      const along =
        Math.sqrt(variance / length) * overlap * (kind === "gaussian" ? 1 : Math.sqrt(sizes[l - 1]! / whole));
      const left = dot(delta, delta);
      const scale =
        kind === "gaussian"
          ? Math.sqrt(variance * left)
          : Math.sqrt((variance * sizes[l - 1]! * Math.max(0, left - overlap ** 2 / whole)) / dot(fresh, fresh));
      const share = length === 0 ? 0 : along;
      for (let i = 0; i < back.length; i++) back[i] = share * input[i]! + scale * fresh[i]!;
    },
  };
  return () => weighing;
}

/** Removes from a vector its part along the input; the input may be shorter than the vector. */
function takeAlong(input: Float64Array, length: number, vector: Float64Array): void {
  const along = length === 0 ? 0 : product(input, vector) / length;
  for (let i = 0; i < input.length; i++) vector[i]! -= along * input[i]!;
}

/** The scalar product over the indices that both vectors have. */
function product(a: Float64Array, b: Float64Array): number {
  const n = Math.min(a.length, b.length);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += a[i]! * b[i]!;
  return sum;
}
