import { power } from "../../numeric/power.js";
import type { Activation } from "../activation/index.js";
import type { LogLaw } from "./logLaw.js";
import type { Network } from "./network.js";
import { digammaMinusLog, tetragamma, trigamma } from "./polygamma.js";
import { reluLogRatio } from "./reluLogRatio.js";

/** The first three cumulants of a logarithm: they add up over independent factors. */
interface LogFactor {
  readonly mean: number;
  readonly variance: number;
  readonly third: number;
}

const skewnessOf = (third: number, variance: number): number => (third === 0 ? 0 : third / power(variance, 1.5));

/**
 * Whether the laws of whole curves are known at any width: for Gaussian weights and no biases, the squared norms of a
 * linear or ReLU network change by independent factors, forward and backward (Hanin and Nica 2019). For ReLU, networks
 * with a dead layer are left out.
 */
export function isExact({ activation, sigmaB2 }: Network): boolean {
  return sigmaB2 === 0 && passedSigns(activation) !== null;
}

/** Which pre-activations keep their size: those of both signs (linear, |x|), or of one (ReLU); null for neither. */
export function passedSigns({ homogeneous }: Pick<Activation, "homogeneous">): "both" | "one" | null {
  if (homogeneous === undefined) return null;
  const [positive, negative] = [Math.abs(homogeneous.positive), Math.abs(homogeneous.negative)];
  if (positive === negative) return positive === 0 ? null : "both";
  return Math.min(positive, negative) === 0 ? "one" : null;
}

/** The exact law of ln mean((z^l)^2) for every layer. */
export function exactForwardCurve(network: Network, meanField: readonly number[]): LogLaw[] {
  const through = onceEach(throughActivation);
  let [mean, variance, third] = [0, 0, 0];
  return network.layers.map(({ fanIn, fanOut, sigmaW2 }, l) => {
    const square = logMeanSquare(fanOut, sigmaW2);
    const spread = variance + square.variance;
    const skewness = skewnessOf(third + square.third, spread);
    const law = { meanField: meanField[l]!, mean: mean + square.mean, variance: spread, skewness };
    const passed = through(network, fanIn, fanOut, sigmaW2);
    mean += passed.mean + Math.log(fanIn / fanOut);
    variance += passed.variance;
    third += passed.third;
    return law;
  });
}

/** The exact law of ln mean((delta^l)^2) / mean((delta^L)^2) for every layer, l = L last. */
export function exactBackwardCurve(network: Network, laws: readonly LogLaw[]): LogLaw[] {
  const through = onceEach(throughActivation);
  let [mean, variance, third] = [0, 0, 0];
  const down = laws.toReversed().map(({ meanField }, crossed) => {
    if (crossed > 0) {
      const { fanIn, fanOut, sigmaW2 } = network.layers.at(-crossed)!;
      const factor = through(network, fanIn, fanIn, sigmaW2);
      mean += factor.mean + Math.log(fanOut / fanIn);
      variance += factor.variance;
      third += factor.third;
    }
    return { meanField, mean, variance, skewness: skewnessOf(third, variance) };
  });
  return down.reverse();
}

type Through = typeof throughActivation;

/** Layers of one shape have one law: it is computed once. */
function onceEach(compute: Through): Through {
  const known = new Map<string, LogFactor>();
  return (network, fanIn, fanOut, sigmaW2) => {
    const key = `${fanIn} ${fanOut} ${sigmaW2}`;
    const law = known.get(key) ?? compute(network, fanIn, fanOut, sigmaW2);
    known.set(key, law);
    return law;
  };
}

/** ln |phi(W x)|^2 / |x|^2 for fanOut units of entry variance sigmaW2 / fanIn. */
function throughActivation({ activation }: Network, fanIn: number, fanOut: number, sigmaW2: number): LogFactor {
  const { positive, negative } = activation.homogeneous!;
  const grown = sigmaW2 * Math.max(positive ** 2, negative ** 2);
  if (passedSigns(activation) === "both") return logMeanSquare(fanOut, (grown * fanOut) / fanIn);
  const { mean, variance, skewness } = reluLogRatio(fanIn, fanOut, grown);
  return { mean, variance, third: skewness * power(variance, 1.5) };
}

/** The logarithm of the mean of n squared normal variables of variance sigma2. */
export function logMeanSquare(n: number, sigma2: number): LogFactor {
  return { mean: Math.log(sigma2) + digammaMinusLog(n / 2), variance: trigamma(n / 2), third: tetragamma(n / 2) };
}
