/**
 * A gamma law shifted and scaled to mean 0, variance 1 and a given skewness: the null law of a sum of skewed terms, by three
 * cumulants. Its shape is 4 / skewness^2; for negative skewness it is the mirrored law, for 0 the normal law.
 */
import { incompleteGamma } from "./gamma.js";
import { normalCdf, normalSf } from "./normal.js";
import { fromLower, mirrored, type Tails } from "./tails.js";

/** Below this skewness, no statistic within 30 standard deviations differs from the normal law by 1e-8. */
const NORMAL = 1e-12;

/** P(Z > z) for the standardised statistic; NaN for NaN. */
export const shiftedGammaSf = (z: number, skewness: number): number => tails(z, skewness).upper;

/** P(Z <= z). */
export const shiftedGammaCdf = (z: number, skewness: number): number => tails(z, skewness).lower;

function tails(z: number, skewness: number): Tails {
  if (skewness < 0) return mirrored(tails(-z, -skewness));
  if (skewness < NORMAL) return { lower: normalCdf(z), upper: normalSf(z) };
  const shape = 4 / (skewness * skewness);
  const excess = z * Math.sqrt(shape);
  return shape + excess <= 0 ? fromLower(0) : incompleteGamma(shape, shape + excess, excess);
}
