import { power } from "../../numeric/power.js";
import { logMeanSquare } from "../theory/exactCurve.js";
import type { Network } from "../theory/network.js";
import { digammaMinusLog, tetragamma, trigamma } from "../theory/polygamma.js";
import { computedLaw, deadLaw, type LayerLaw } from "./layerLaw.js";

/**
 * The law of ln mean((W x)^2) / mean(x^2) for Gaussian weights: sigma_w^2 times a chi-square over its n degrees of
 * freedom, whatever x is, so that the layers are independent at any width and for any activation. With uniform and
 * truncated weights the variance is smaller by an order of 1/n^2.
 */
export function gaussianGain({ layers }: Network): LayerLaw[] {
  return layers.map(({ fanOut, sigmaW2 }) => {
    if (sigmaW2 === 0) return deadLaw;
    const { mean, variance, third } = logMeanSquare(fanOut, sigmaW2);
    return computedLaw(mean, variance, 1, { skewness: third / power(variance, 1.5) });
  });
}

/**
 * The same for a gain times a Haar matrix: exactly the gain if there are at least as many outputs as inputs; otherwise
 * the gain times the share of a uniform direction's squared length in fewer coordinates, a Beta variable.
 */
export function orthogonalGain({ layers }: Network): LayerLaw[] {
  return layers.map(({ fanIn, fanOut, sigmaW2 }) => {
    // An entry has variance gain^2 / max(fans).
    const logGain = Math.log((sigmaW2 * Math.max(fanIn, fanOut)) / fanIn);
    if (fanOut >= fanIn) return computedLaw(logGain - Math.log(fanOut / fanIn), 0, 4);
    const mean = logGain + digammaMinusLog(fanOut / 2) - digammaMinusLog(fanIn / 2);
    const variance = trigamma(fanOut / 2) - trigamma(fanIn / 2);
    const third = tetragamma(fanOut / 2) - tetragamma(fanIn / 2);
    return computedLaw(mean, variance, 4, { skewness: third / power(variance, 1.5) });
  });
}
