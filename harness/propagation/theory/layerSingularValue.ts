import { type Activation, activationByName } from "../activation/index.js";
import { gaussianMean } from "./gaussianMean.js";
import { requireVariance } from "./require.js";

/** Steps of the logarithm of s, and how far it must go either way: the integrand falls like exp(-|ln s| / 2). */
const STEP = 1 / 8;
const REACH = 80;

/**
 * The mean singular value of one wide square layer's Jacobian D W: W of independent entries of variance sigma_w^2/n, D the
 * diagonal matrix of phi'(z) with z ~ N(0, q). With s the Stieltjes transform of the squared singular values at -t, Marchenko
 * and Pastur's equation is t = u/s, u = E[1/(1 + s phi'^2)], and E sqrt(x) = (2/pi) times the integral of sqrt(t) du. It is
 * 8 sigma_w / (3 pi) for a linear layer: the value that Glorot and Bengio (2010, section 4.2.1) look at.
 */
export function layerSingularValue(activation: string | Activation, q: number, sigmaW: number): number {
  requireVariance("layerSingularValue", "q", q);
  requireVariance("layerSingularValue", "sigmaW", sigmaW);
  const mean = gaussianMean(activationByName(activation), q);
  let sum = 0;
  for (let k = -REACH / STEP; k <= REACH / STEP; k++) {
    const s = Math.exp(k * STEP);
    const u = mean((_phi, dphi) => 1 / (1 + s * dphi * dphi));
    const du = mean((_phi, dphi) => s * (dphi / (1 + s * dphi * dphi)) ** 2);
    sum += Math.sqrt(u / s) * du;
  }
  return (2 * sigmaW * sum * STEP) / Math.PI;
}
