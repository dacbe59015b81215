import { type Activation, activationByName } from "../activation/index.js";
import { chiParallel, meanSquare, meanSquareSlope } from "./lengthMap.js";
import { requireVariance } from "./require.js";

/** A point of the curve chi_1 = 1 in the plane of weight and bias variances. */
export interface CriticalPoint {
  readonly sigmaW2: number;
  readonly sigmaB2: number;
  /** False where the bias variance would have to be negative. */
  readonly realizable: boolean;
  readonly chiParallel: number;
}

const ROUNDING = 1e-12;

/** The critical initialization whose fixed point is q, without a search: sigma_w^2 = 1 / E[phi'^2] (Hayou et al. 2019). */
export function edgeOfChaos(activation: string | Activation, q: number): CriticalPoint {
  const declared = activationByName(activation);
  requireVariance("edgeOfChaos", "q", q);
  const sigmaW2 = 1 / meanSquareSlope(declared, q);
  const sigmaB2 = q - sigmaW2 * meanSquare(declared, q);
  return {
    sigmaW2,
    sigmaB2: Math.abs(sigmaB2) <= ROUNDING * q ? 0 : sigmaB2,
    realizable: sigmaB2 >= -ROUNDING * q,
    chiParallel: chiParallel(declared, q, sigmaW2),
  };
}
