import { logLengthMap } from "./lengthMap.js";
import { type NetworkOptions, network } from "./network.js";

/**
 * ln q^l for l = 1..depth: the logarithm of the mean square of the pre-activations of an infinitely wide network (Poole
 * et al. 2016), for an input with |x^0|^2 = n_0. -Infinity where all values are 0. Finite widths shift the mean of ln q
 * by order depth/width: see `forwardCurve`.
 */
export function meanFieldCurve(options: NetworkOptions): number[] {
  const { activation, layers, sigmaB2 } = network(options);
  const logQ = [Math.log(layers[0]!.sigmaW2 + sigmaB2)];
  for (const { sigmaW2 } of layers.slice(1)) logQ.push(logLengthMap(activation, logQ.at(-1)!, sigmaW2, sigmaB2));
  return logQ;
}
