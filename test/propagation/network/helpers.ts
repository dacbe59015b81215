/** What the tests of networks share. */

import { kolmogorovLimitSf } from "../../../harness/numeric/index.js";
import type { Activation } from "../../../harness/propagation/activation/index.js";
import type { NetworkBlock } from "../../../harness/propagation/block/index.js";
import { conditionalWeights } from "../../../harness/propagation/network/conditionalWeights.js";
import { computedLaw, type Prediction } from "../../../harness/propagation/network/layerLaw.js";
import { type ReferenceLengths, referenceSampler } from "../../../harness/propagation/network/reference.js";
import type { NetCurves } from "../../../harness/propagation/network/simulate.js";
import type { LayerWeights } from "../../../harness/propagation/network/weights.js";
import type { FillNormals } from "../../../harness/propagation/theory/index.js";
import type { Network } from "../../../harness/propagation/theory/network.js";

export interface Plain {
  readonly z: number[][];
  readonly x: number[][];
  readonly delta: number[][];
}

/** The network as its definition reads, one input, no logarithms; item l - 1 is layer l. */
export function plainNetwork(
  weights: LayerWeights,
  widths: readonly number[],
  { fn, derivative }: Activation,
  input: ArrayLike<number>,
  top: ArrayLike<number>,
  biases: readonly (readonly number[])[] = [],
): Plain {
  const [z, x, delta]: number[][][] = [[], [], []];
  let before = Array.from(input);
  for (let l = 1; l < widths.length; l++) {
    const w = weights(l);
    const sums = Array.from({ length: widths[l]! }, (_, o) =>
      before.reduce((sum, value, i) => sum + value * w[i * widths[l]! + o]!, biases[l - 1]?.[o] ?? 0),
    );
    z!.push(sums);
    before = sums.map(fn);
    x!.push(before);
  }
  let above = Array.from(top);
  delta!.unshift(above);
  for (let l = widths.length - 2; l >= 1; l--) {
    const w = weights(l + 1);
    above = Array.from({ length: widths[l]! }, (_, i) => {
      const sum = above.reduce((total, d, o) => total + d * w[i * widths[l + 1]! + o]!, 0);
      return sum * derivative(z![l - 1]![i]!);
    });
    delta!.unshift(above);
  }
  return { z: z!, x: x!, delta: delta! };
}

export const logMeanSquare = (values: readonly number[]): number =>
  Math.log(values.reduce((sum, value) => sum + value * value, 0) / values.length);

export const momentsOf = (values: readonly number[]): { mean: number; variance: number } => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) };
};

/** The p-value of the two-sample Kolmogorov-Smirnov test, in the limit of large samples; float32 cannot part equals. */
export function twoSampleP(a: readonly number[], b: readonly number[]): number {
  const sorted = (values: readonly number[]): number[] =>
    // A network that is dead has no number: below all that are alive.
    values
      .map((v) => (Number.isNaN(v) ? Number.NEGATIVE_INFINITY : Math.round(v * 1e5) / 1e5))
      .sort((p, q) => (p === q ? 0 : p - q));
  const [x, y] = [sorted(a), sorted(b)];
  let [i, j, gap] = [0, 0, 0];
  while (i < x.length && j < y.length) {
    const at = Math.min(x[i]!, y[j]!);
    while (x[i] === at) i++;
    while (y[j] === at) j++;
    gap = Math.max(gap, Math.abs(i / x.length - j / y.length));
  }
  return kolmogorovLimitSf(gap * Math.sqrt((x.length * y.length) / (x.length + y.length)));
}

/** Curves that show these logarithms in every direction. */
export function curvesOf(logs: readonly number[], gains: readonly number[] = logs.map(() => Number.NaN)): NetCurves {
  const zeros = new Float64Array(logs.length);
  return {
    ...{ forward: Float64Array.from(logs), backward: Float64Array.from(logs), gain: Float64Array.from(gains) },
    ...{
      mean: zeros,
      variance: zeros,
      batchVariance: zeros,
      dead: zeros,
      correlation: zeros,
      input: zeros,
      top: zeros,
      // As of weights that were never at hand.
      weightSums: zeros.map(() => Number.NaN),
      copies: null,
    },
  };
}

/** The same normal law at every layer. */
export function flatPrediction(depth: number, variance = 1): Prediction {
  const laws = Array.from({ length: depth }, () => computedLaw(0, variance, 0));
  return { basis: "test", forward: laws, backward: laws, gain: laws.map(() => null), gainDependence: 1, walks: false };
}

/** Reference networks without weight matrices, one after the other, each in places of its own. */
export function referenceNetworks(
  net: Network,
  kind: "gaussian" | "orthogonal",
  fill: FillNormals,
  count: number,
  block?: NetworkBlock,
): ReferenceLengths[] {
  const weigh = conditionalWeights(net, kind, fill);
  const next = referenceSampler({ net, fill, weigh, ...(block && { block }) });
  return Array.from({ length: count }, () => {
    const { forward, backward, gain } = next();
    return { forward: forward.slice(), backward: backward.slice(), gain: gain.slice() };
  });
}
