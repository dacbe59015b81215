import { correlationMap } from "./correlationMap.js";
import { meanFieldCurve } from "./meanFieldCurve.js";
import { type NetworkOptions, network } from "./network.js";
import { scaleFree } from "./scaleFree.js";

/**
 * The correlation of two inputs' pre-activations for l = 1..depth of an infinitely wide network, from that of the
 * inputs themselves, both with |x^0|^2 = n_0. NaN where all values are 0.
 */
export function correlationCurve(options: NetworkOptions, inputCorrelation: number): number[] {
  const { activation, layers, sigmaB2 } = network(options);
  const logQ = meanFieldCurve(options);
  const first = layers[0]!.sigmaW2;
  const curve = [(first * inputCorrelation + sigmaB2) / (first + sigmaB2)];
  layers.slice(1).forEach(({ sigmaW2 }, l) => {
    const at = scaleFree(activation, logQ[l]!);
    const bias = sigmaB2 === 0 ? 0 : sigmaB2 * Math.exp(-at.logScale);
    curve.push(correlationMap(at.activation, curve[l]!, at.q, sigmaW2, bias));
  });
  return curve;
}
