import { power } from "../../numeric/power.js";
import { passedSigns } from "../theory/exactCurve.js";
import { deadNetworkProbability, reluLogRatio } from "../theory/index.js";
import type { Network } from "../theory/network.js";
import { digammaMinusLog, tetragamma, trigamma } from "../theory/polygamma.js";
import { orthogonalGain } from "./layerGain.js";
import { computedLaw, type Prediction } from "./layerLaw.js";

/**
 * The prediction for square Haar matrices times a gain, without biases. A linear layer multiplies every length by the
 * gain; a ReLU layer of n units keeps a Beta-distributed share of the squared length, with variance 3/n of the
 * logarithm for each layer, forward and backward. Null for other activations and for networks that are not square.
 */
export function orthogonalPrediction(net: Network): Prediction | null {
  const { activation, layers, sigmaB2 } = net;
  const signs = passedSigns(activation);
  const isSquare = layers.every(({ fanIn, fanOut }) => fanIn === layers[0]!.fanOut && fanOut === fanIn);
  if (sigmaB2 !== 0 || !isSquare || signs === null) return null;
  const { fanIn: n, sigmaW2 } = layers[0]!;
  const { positive, negative } = activation.homogeneous!;
  const logSlope = Math.log(Math.max(positive ** 2, negative ** 2));
  const depth = layers.length;
  const relu = signs === "one";
  const step = relu ? shareLeft(n) : { mean: 0, variance: 0, third: 0 };
  const dead = (crossed: number): number => (relu && crossed > 0 ? deadNetworkProbability(n, crossed) : 0);
  const law = (layers: number, activated: number, crossed: number) => {
    const variance = activated * step.variance;
    const skewness = variance === 0 ? 0 : (activated * step.third) / power(variance, 1.5);
    const mean = layers * Math.log(sigmaW2) + activated * (step.mean + logSlope);
    return computedLaw(mean, variance, layers + 1, { deadProbability: dead(crossed), skewness });
  };
  return {
    basis: "exact laws",
    forward: layers.map((_, l) => law(l + 1, l, l)),
    backward: layers.map((_, l) => law(depth - 1 - l, depth - 1 - l, l === depth - 1 ? 0 : depth - 1)),
    gain: orthogonalGain(net),
    gainDependence: 1,
    walks: true,
  };
}

/** The law of the logarithm of the share that the positive coordinates have of a uniform direction's squared length. */
function shareLeft(n: number): { readonly mean: number; readonly variance: number; readonly third: number } {
  const gaussian = reluLogRatio(n, n, 1);
  return {
    mean: gaussian.mean - digammaMinusLog(n / 2),
    variance: gaussian.variance - trigamma(n / 2),
    third: gaussian.skewness * power(gaussian.variance, 1.5) - tetragamma(n / 2),
  };
}
