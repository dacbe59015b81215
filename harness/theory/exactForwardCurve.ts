import type { LogLaw } from "./forwardCurve.js";
import { meanFieldCurve } from "./meanFieldCurve.js";
import { type NetworkOptions, network } from "./network.js";
import { digammaMinusLog, trigamma } from "./polygamma.js";
import { reluLogRatio } from "./reluLogRatio.js";

/**
 * The law of ln mean((z^l)^2) where it is known at any width: Gaussian weights, no biases, and layers whose squared norms
 * grow by independent factors, which are chi-squares for a linear network and mixtures of them for ReLU (Hanin and Nica
 * 2019). Undefined for other networks. For ReLU, networks with a dead layer are left out.
 */
export function exactForwardCurve(options: NetworkOptions): LogLaw[] | undefined {
  const { activation, layers, sigmaB2 } = network(options);
  if (sigmaB2 !== 0 || (activation.name !== "relu" && activation.name !== "linear")) return undefined;
  const meanField = meanFieldCurve(options);
  let [mean, variance] = [0, 0];
  return layers.map(({ fanIn, fanOut, sigmaW2 }, l) => {
    const square = logMeanSquare(fanOut);
    const observed = {
      meanField: meanField[l]!,
      mean: mean + Math.log(sigmaW2) + square.mean,
      variance: variance + square.variance,
    };
    const passed = activation.name === "relu" ? reluLogRatio(fanIn, fanOut, sigmaW2) : undefined;
    mean += passed ? passed.mean + Math.log(fanIn / fanOut) : Math.log(sigmaW2) + square.mean;
    variance += passed ? passed.variance : square.variance;
    return observed;
  });
}

/** The logarithm of the mean of n squared standard normal variables. */
function logMeanSquare(n: number): { readonly mean: number; readonly variance: number } {
  return { mean: digammaMinusLog(n / 2), variance: trigamma(n / 2) };
}
