import { backwardExpansion } from "./backwardExpansion.js";
import { exactBackwardCurve, isExact } from "./exactCurve.js";
import type { LogLaw } from "./logLaw.js";
import { type NetworkOptions, network } from "./network.js";

/**
 * The law of ln mean((delta^l)^2) / mean((delta^L)^2) for l = 1..L = depth over random networks, with delta^l = dL/dz^l and
 * a top gradient independent of the network. Exact for ReLU and linear networks of Gaussian weights without biases,
 * otherwise to first order in 1/width.
 */
export function backwardCurve(options: NetworkOptions): LogLaw[] {
  const net = network(options);
  const expansion = backwardExpansion(options);
  return isExact(net) ? exactBackwardCurve(net, expansion) : expansion;
}
