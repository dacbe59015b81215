/** A gamma law moved and stretched to mean 0, variance 1 and a given skewness: the null of a sum of skewed terms, by three cumulants. */
import { gammaP, gammaQ } from "./gamma.js";
import { normalCdf, normalSf } from "./normal.js";

/** P(Z > z); the normal law where the skewness is nearly 0, the mirrored one where it is negative. */
export function shiftedGammaSf(z: number, skewness: number): number {
  if (Math.abs(skewness) < 1e-6) return normalSf(z);
  if (skewness < 0) return shiftedGammaCdf(-z, -skewness);
  const shape = 4 / (skewness * skewness);
  return gammaQ(shape, Math.max(0, shape + z * Math.sqrt(shape)));
}

/** P(Z <= z). */
export function shiftedGammaCdf(z: number, skewness: number): number {
  if (Math.abs(skewness) < 1e-6) return normalCdf(z);
  if (skewness < 0) return shiftedGammaSf(-z, -skewness);
  const shape = 4 / (skewness * skewness);
  return gammaP(shape, Math.max(0, shape + z * Math.sqrt(shape)));
}
