import { excessKurtosis } from "./excessKurtosis.js";
import { layerMoments } from "./layerMoments.js";
import type { LogLaw } from "./logLaw.js";
import { meanFieldCurve } from "./meanFieldCurve.js";
import { type NetworkOptions, network } from "./network.js";

/** Length fluctuations of one layer, relative to q: the conditional variance K of z has mean q (1 + bias). */
export interface Fluctuation {
  readonly bias: number;
  readonly variance: number;
}

/**
 * The law of ln K^l for l = 1..depth, where K^l = sigma_w^2 mean(phi(z^(l-1))^2) + sigma_b^2 is the variance of z^l
 * given the layer before: the 1/n recursions of the four-point vertex (Roberts, Yaida and Hanin 2022, chapter 4).
 * Accurate while the standard deviation of ln K is below about 0.5.
 */
export function forwardExpansion(options: NetworkOptions): LogLaw[] {
  const logQ = meanFieldCurve(options);
  return fluctuations(options, logQ).map(({ bias, variance }, l) => ({
    meanField: logQ[l]!,
    mean: logQ[l]! + bias - variance / 2,
    variance,
  }));
}

/** Relative bias and variance of K^l for l = 1..depth; none in the first layer, whose input is given. */
export function fluctuations(options: NetworkOptions, logQ: readonly number[]): Fluctuation[] {
  const net = network(options);
  const { activation, layers } = net;
  const excess = excessKurtosis(net, logQ);
  const curve: Fluctuation[] = [{ bias: 0, variance: 0 }];
  layers.slice(1).forEach(({ fanIn, sigmaW2 }, l) => {
    const { bias, variance } = curve[l]!;
    const moments = layerMoments(activation, logQ[l]!);
    const step = sigmaW2 * Math.exp(logQ[l]! - logQ[l + 1]!);
    const slope = moments.phi2Slope * step;
    curve.push({
      bias: slope * bias + (moments.phi2Curvature * step * (variance + excess[l]! / 3)) / 2,
      variance: slope ** 2 * variance + (moments.phi2Variance * step ** 2) / fanIn,
    });
  });
  return curve;
}
