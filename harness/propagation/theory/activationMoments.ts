import { power } from "../../numeric/power.js";
import { type Activation, activationByName } from "../activation/index.js";
import { gaussianMean } from "./gaussianMean.js";
import { requireVariance } from "./require.js";

/** Moments of an activation: expectations over x ~ N(0, q). */
export interface ActivationMoments {
  /** E[phi(x)], exactly zero for an odd activation. */
  readonly phi: number;
  /** E[phi(x)^2]. */
  readonly phi2: number;
  /** E[phi(x)^4]. */
  readonly phi4: number;
  /** E[phi'(x)]. */
  readonly dphi: number;
  /** E[phi'(x)^2]. */
  readonly dphi2: number;
  /** E[phi'(x)^4]. */
  readonly dphi4: number;
}

/** Moments of an activation and its derivative under N(0, q); q is a variance. Throws if q is not finite and >= 0. */
export function activationMoments(activation: string | Activation, q: number): ActivationMoments {
  const declared = activationByName(activation);
  requireVariance("activationMoments", "q", q);
  const mean = gaussianMean(declared, q);
  return {
    phi: mean((phi) => phi),
    phi2: declared.kernel?.phiPhi(q, 1) ?? mean((phi) => phi * phi),
    phi4: mean((phi) => power(phi, 4)),
    dphi: mean((_phi, dphi) => dphi),
    dphi2: declared.kernel?.dphiDphi(q, 1) ?? mean((_phi, dphi) => dphi * dphi),
    dphi4: mean((_phi, dphi) => power(dphi, 4)),
  };
}
