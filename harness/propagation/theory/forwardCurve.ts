import { exactForwardCurve, isExact } from "./exactCurve.js";
import { forwardExpansion } from "./forwardExpansion.js";
import type { LogLaw } from "./logLaw.js";
import { meanFieldCurve } from "./meanFieldCurve.js";
import { type NetworkOptions, network } from "./network.js";

/**
 * The law of ln mean((z^l)^2) for l = 1..depth over random networks: what one simulated network shows. Exact for ReLU and
 * linear networks of Gaussian weights without biases, otherwise to first order in 1/width; uniform weights differ at
 * order 1/width^2 only.
 */
export function forwardCurve(options: NetworkOptions): LogLaw[] {
  const net = network(options);
  if (isExact(net)) return exactForwardCurve(net, meanFieldCurve(options));
  return forwardExpansion(options).map(({ meanField, mean, variance }, l) => {
    const width = net.layers[l]!.fanOut;
    return { meanField, mean: mean - 1 / width, variance: variance + 2 / width };
  });
}
