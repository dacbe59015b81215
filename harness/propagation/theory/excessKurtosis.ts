import { layerMoments } from "./layerMoments.js";
import type { Network } from "./network.js";

/** The fourth moment of a standard normal input. */
const INPUT = 3;

/**
 * E[x^4] / E[x^2]^2 of the inputs of layers 1..L: divided by n it is the weight with which the kurtosis of single
 * weights enters. The network's input is assumed to be normal.
 */
export function peakedness({ activation, layers }: Network, logQ: readonly number[]): number[] {
  const behind = layers.slice(1).map((_, l) => {
    const { phi2, phi2Variance } = layerMoments(activation, logQ[l]!);
    return 1 + phi2Variance / phi2 ** 2;
  });
  return [INPUT, ...behind];
}

/**
 * The excess kurtosis of the pre-activations of layers 1..L, given the layer's input: that of the weights, times the
 * peakedness of the input over n, times the squared share of the variance that is due to weights, not to biases. In an
 * average over units it acts like a mixture of normal laws whose relative variance is a third of it.
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
