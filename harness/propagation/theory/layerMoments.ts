import type { Activation } from "../activation/index.js";
import { gaussianMean } from "./gaussianMean.js";
import { memoized } from "./memoized.js";
import { scaleFree } from "./scaleFree.js";

/** The moments of one layer with pre-activation variance q, as ratios that stay of order 1 however small or large q is. */
export interface LayerMoments {
  /** E[phi^2] / q. */
  readonly phi2: number;
  /** Var(phi^2) / q^2. */
  readonly phi2Variance: number;
  /** d E[phi^2] / dq. */
  readonly phi2Slope: number;
  /** q d^2 E[phi^2] / dq^2. */
  readonly phi2Curvature: number;
  /** E[phi'^2]. */
  readonly dphi2: number;
  /** E[phi'^4] / E[phi'^2]^2. */
  readonly dphi4: number;
  /** q d ln E[phi'^2] / dq. */
  readonly logDphi2Slope: number;
  /** q^2 d^2 ln E[phi'^2] / dq^2. */
  readonly logDphi2Curvature: number;
  /** Cov(phi^2, phi'^2) / (q E[phi'^2]). */
  readonly covariance: number;
  /** E[phi^2 phi'^2] / (E[phi^2] E[phi'^2]). */
  readonly reuse: number;
  /** E[z^2 phi'^2] / E[phi'^2] for the standardized pre-activation z. */
  readonly dphi2Weighted: number;
}

/** d/dq and d^2/dq^2 of a Gaussian mean by Hermite weights: no derivative of phi is taken, so kinks do no harm. */
const FIRST = (z: number): number => (z * z - 1) / 2;
const SECOND = (z: number): number => (z * z * (z * z) - 6 * z * z + 3) / 4;

/** The moments of the layer maps and of their 1/n corrections at pre-activation variance exp(logQ). */
export const layerMoments = memoized((declared: Activation, logQ: number): LayerMoments => {
  const { activation, q } = scaleFree(declared, logQ);
  const sd = Math.sqrt(q);
  const mean = gaussianMean(activation, q);
  const phi2 = activation.kernel ? activation.kernel.phiPhi(q, 1) / q : mean((phi) => (phi / sd) ** 2);
  const dphi2 = activation.kernel?.dphiDphi(q, 1) ?? mean((_phi, dphi) => dphi * dphi);
  const logDphi2Slope = mean((_phi, dphi, z) => dphi * dphi * FIRST(z)) / dphi2;
  const joint = mean((phi, dphi) => ((phi / sd) * dphi) ** 2);
  return {
    phi2,
    phi2Variance: mean((phi) => ((phi / sd) ** 2 - phi2) ** 2),
    phi2Slope: mean((phi, dphi, z) => (phi / sd) * dphi * z),
    phi2Curvature: mean((phi, _dphi, z) => (phi / sd) ** 2 * SECOND(z)),
    dphi2,
    dphi4: mean((_phi, dphi) => (dphi * dphi) ** 2) / (dphi2 * dphi2),
    logDphi2Slope,
    logDphi2Curvature: mean((_phi, dphi, z) => dphi * dphi * SECOND(z)) / dphi2 - logDphi2Slope ** 2,
    covariance: mean((phi, dphi) => ((phi / sd) ** 2 - phi2) * (dphi * dphi - dphi2)) / dphi2,
    reuse: joint / (phi2 * dphi2),
    dphi2Weighted: mean((_phi, dphi, z) => (dphi * z) ** 2) / dphi2,
  };
});
