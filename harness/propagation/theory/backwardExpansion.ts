import { excessKurtosis } from "./excessKurtosis.js";
import { fluctuations } from "./forwardExpansion.js";
import { type LayerMoments, layerMoments } from "./layerMoments.js";
import type { LogLaw } from "./logLaw.js";
import { meanFieldCurve } from "./meanFieldCurve.js";
import { type NetworkOptions, network } from "./network.js";
import { weightReuse } from "./weightReuse.js";

/** The law of a backward logarithm, with the two parts of its 1/width bias. */
export interface BackwardLaw extends LogLaw {
  /** Bias where the backward weights are independent of the forward ones. */
  readonly independentBias: number;
  /** The additional bias because they are the same weights. */
  readonly reuseBias: number;
}

/** One crossing of a layer on the way back: from delta^(l+1) to delta^l. */
interface Crossing {
  readonly moments: LayerMoments;
  /** Width of layer l. */
  readonly width: number;
  /** ln of n_(l+1) Var(w) E[phi'^2]. */
  readonly logGrowth: number;
  /** sigma_w^2 q / q' on the way forward. */
  readonly step: number;
  /** The share of the variance of z^l that is due to weights, not to biases. */
  readonly weightShare: number;
  /** Relative bias and variance of the length at l. */
  readonly bias: number;
  readonly variance: number;
  /** Excess kurtosis of z^l given the layer before. */
  readonly excess: number;
}

/**
 * The law of ln mean((delta^l)^2) / mean((delta^L)^2) for l = 1..L = depth, with delta^l = dL/dz^l and a top gradient
 * independent of the network: the mean field of Schoenholz et al. (2017), and its 1/width corrections including the
 * reuse of the forward weights, which is zero for ReLU and linear networks.
 */
export function backwardExpansion(options: NetworkOptions): BackwardLaw[] {
  const crossings = crossingsOf(options);
  const reuse = weightReuse(crossings);
  const curve = crossings.map((_, l) => backwardLaw(crossings, l, reuse[l]!));
  return [...curve, { meanField: 0, mean: 0, variance: 0, independentBias: 0, reuseBias: 0 }];
}

function crossingsOf(options: NetworkOptions): Crossing[] {
  const net = network(options);
  const { activation, layers, sigmaB2 } = net;
  const logQ = meanFieldCurve(options);
  const excess = excessKurtosis(net, logQ);
  const lengths = fluctuations(options, logQ);
  return layers.slice(1).map(({ fanIn, fanOut, sigmaW2 }, l) => {
    const moments = layerMoments(activation, logQ[l]!);
    return {
      moments,
      width: fanIn,
      logGrowth: Math.log((sigmaW2 * fanOut * moments.dphi2) / fanIn),
      step: sigmaW2 * Math.exp(logQ[l]! - logQ[l + 1]!),
      weightShare: sigmaB2 === 0 ? 1 : 1 - sigmaB2 * Math.exp(-logQ[l]!),
      ...lengths[l]!,
      excess: excess[l]!,
    };
  });
}

/** Computed from the lowest crossing up: the gradient fluctuates with the lengths of the layers that it passes. */
function backwardLaw(crossings: readonly Crossing[], lowest: number, reuseBias: number): BackwardLaw {
  let [meanField, independentBias] = [0, 0];
  let [variance, shared, length] = [0, 0, crossings[lowest]!.variance];
  for (let l = lowest; l < crossings.length; l++) {
    const at = crossings[l]!;
    const { moments, width, logGrowth, step } = at;
    const { logDphi2Slope: kappa, logDphi2Curvature } = moments;
    const spread = 3 * moments.dphi4 - 1;
    const slope = moments.phi2Slope * step;
    meanField += logGrowth;
    independentBias += kappa * at.bias + (at.variance * logDphi2Curvature - spread / width) / 2;
    independentBias += (at.excess * (logDphi2Curvature + kappa ** 2)) / 6;
    variance += 2 * kappa * shared + kappa ** 2 * length + spread / width;
    shared = slope * (shared + kappa * length) + (moments.covariance * step) / width;
    length = slope ** 2 * length + (moments.phi2Variance * step ** 2) / width;
  }
  return { meanField, mean: meanField + independentBias + reuseBias, variance, independentBias, reuseBias };
}
