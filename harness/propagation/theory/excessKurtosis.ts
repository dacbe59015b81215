import { layerMoments } from "./layerMoments.js";
import type { Network } from "./network.js";

/** Of a standard normal input. */
const INPUT = 3;

/**
 * E[x^4] / E[x^2]^2 of what comes into layers 1..L: its share 1/n is what single weights are seen through. The input is taken
 * to be normal.
 */
export function peakedness({ activation, layers }: Network, logQ: readonly number[]): number[] {
  const behind = layers.slice(1).map((_, l) => {
    const { phi2, phi2Variance } = layerMoments(activation, logQ[l]!);
    return 1 + phi2Variance / phi2 ** 2;
  });
  return [INPUT, ...behind];
}

/**
 * The excess kurtosis of the pre-activations of layers 1..L, given what comes in: weights that are not normal leave a share of
 * their own, by the part of the variance that weights, not biases, made. Its effect on an average over units is that of a length
 * whose relative variance is a third of it, as of a mixture of normal laws.
 */
export function excessKurtosis(network: Network, logQ: readonly number[]): number[] {
  const { layers, sigmaB2, kurtosis } = network;
  if (kurtosis === 3) return layers.map(() => 0);
  const peaks = peakedness(network, logQ);
  return layers.map(({ fanIn }, l) => {
    const byWeights = sigmaB2 === 0 ? 1 : 1 - sigmaB2 * Math.exp(-logQ[l]!);
    return ((kurtosis - 3) * peaks[l]! * byWeights ** 2) / fanIn;
  });
}
