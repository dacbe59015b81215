import { type Activation, activationByName } from "../activation/index.js";
import { dphiDphi, phiPhi } from "./correlationMoments.js";
import { lengthMap } from "./lengthMap.js";

/**
 * The correlation of two inputs one layer on, when both have pre-activation variance q (Poole et al. 2016):
 * c' = (sigma_w^2 E[phi(u) phi(v)] + sigma_b^2) / F(q). Arguments other than c are variances.
 */
export function correlationMap(
  activation: string | Activation,
  c: number,
  q: number,
  sigmaW2: number,
  sigmaB2 = 0,
): number {
  const declared = activationByName(activation);
  return (sigmaW2 * phiPhi(declared, q, c) + sigmaB2) / lengthMap(declared, q, sigmaW2, sigmaB2);
}

/** The slope of the correlation map at c, for a q that is a fixed point of the length map. */
export function correlationSlope(activation: string | Activation, c: number, q: number, sigmaW2: number): number {
  return sigmaW2 * dphiDphi(activationByName(activation), q, c);
}
