import { power } from "../../numeric/power.js";
import { peakedness } from "../theory/excessKurtosis.js";
import { meanFieldCurve, type NetworkOptions } from "../theory/index.js";
import { network } from "../theory/network.js";
import type { LayerLaw } from "./layerLaw.js";

/**
 * Changes of variances that are due to weights which are not normal; the mean of a logarithm changes by minus half of
 * the change of its variance.
 */
export interface TailShift {
  readonly forward: readonly number[];
  readonly backward: readonly number[];
  readonly gain: readonly number[];
}

/**
 * The effect of the kurtosis of weights at order 1/width^2. In piecewise-linear networks without biases these effects
 * add up over layers: -14.4/n^2 for each layer of uniform weights and ReLU. In other networks only the gains of single
 * layers need it.
 */
export function tailShift(options: NetworkOptions): TailShift {
  const net = network(options);
  const { activation, layers, sigmaB2, kurtosis } = net;
  const none = layers.map(() => 0);
  if (kurtosis === 3 || layers.some(({ sigmaW2 }) => sigmaW2 === 0))
    return { forward: none, backward: none, gain: none };
  const peaks = peakedness(net, meanFieldCurve(options));
  const gain = layers.map(({ fanIn, fanOut }, l) => ((kurtosis - 3) * peaks[l]!) / (fanIn * fanOut));
  if (activation.homogeneous === undefined || sigmaB2 !== 0) return { forward: none, backward: none, gain };
  const { positive, negative } = activation.homogeneous;
  // E[phi'^4] / E[phi'^2]^2.
  const bend = (2 * (power(positive, 4) + power(negative, 4))) / (positive ** 2 + negative ** 2) ** 2;
  let passed = 0;
  const forward = gain.map((own) => {
    const here = passed + own;
    passed += bend * own;
    return here;
  });
  let crossed = 0;
  const backward = none.slice();
  for (let l = layers.length - 1; l >= 1; l--) {
    const { fanIn, fanOut } = layers[l]!;
    // The top gradient is normal; below the top its kurtosis depends on the slopes.
    const peak = l === layers.length - 1 ? 3 : 3 * bend;
    crossed += (bend * (kurtosis - 3) * peak) / (fanIn * fanOut);
    backward[l - 1] = crossed;
  }
  return { forward, backward, gain };
}

export function shifted(law: LayerLaw | null, by: number): LayerLaw | null {
  if (law === null || by === 0 || !Number.isFinite(law.mean)) return law;
  return { ...law, mean: law.mean - by / 2, variance: Math.max(0, law.variance + by) };
}
