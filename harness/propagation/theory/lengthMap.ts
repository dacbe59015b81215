import { type Activation, activationByName } from "../activation/index.js";
import { gaussianMean } from "./gaussianMean.js";
import { memoized } from "./memoized.js";
import { scaleFree } from "./scaleFree.js";

/**
 * The length map F(q) = sigma_w^2 E[phi(sqrt(q) z)^2] + sigma_b^2: the pre-activation variance one layer on
 * (Poole et al. 2016). Arguments are variances.
 */
export function lengthMap(activation: string | Activation, q: number, sigmaW2: number, sigmaB2 = 0): number {
  return sigmaW2 * meanSquare(activationByName(activation), q) + sigmaB2;
}

/** F'(q), the slope chi_parallel of the length map. At q = 0 use the limit of small q. */
export function chiParallel(activation: string | Activation, q: number, sigmaW2: number): number {
  const sd = Math.sqrt(q);
  const mean = gaussianMean(activationByName(activation), q);
  return sigmaW2 * mean((phi, dphi, z) => (phi / sd) * dphi * z);
}

/** chi_1 = sigma_w^2 E[phi'^2]: the growth of the gradient variance a layer, and the slope of the c-map at c = 1. */
export function chi1(activation: string | Activation, q: number, sigmaW2: number): number {
  return sigmaW2 * meanSquareSlope(activationByName(activation), q);
}

/** ln F(exp(logQ)), also if F(q) would overflow a double. */
export function logLengthMap(declared: Activation, logQ: number, sigmaW2: number, sigmaB2 = 0): number {
  const { activation, q, logScale } = scaleFree(declared, logQ);
  const grown = logScale + Math.log(sigmaW2 * meanSquare(activation, q));
  if (sigmaB2 === 0) return grown;
  const logB2 = Math.log(sigmaB2);
  return Math.max(grown, logB2) + Math.log1p(Math.exp(-Math.abs(grown - logB2)));
}

/** E[phi^2]. */
export function meanSquare(activation: Activation, q: number): number {
  return activation.kernel?.phiPhi(q, 1) ?? integratedSquare(activation, q);
}

/** E[phi'^2]. */
export function meanSquareSlope(activation: Activation, q: number): number {
  return activation.kernel?.dphiDphi(q, 1) ?? integratedSlope(activation, q);
}

const integratedSquare = memoized((activation, q) => gaussianMean(activation, q)((phi) => phi * phi));
const integratedSlope = memoized((activation, q) => gaussianMean(activation, q)((_phi, dphi) => dphi * dphi));
