/**
 * A gamma law moved and stretched to mean 0, variance 1 and a given skewness: the null of a sum of skewed terms, by three
 * cumulants. Its shape is 4 / skewness^2; the mirrored law where the skewness is negative, the normal one where it is 0.
 */
import { incompleteGamma } from "./gamma.js";
import { normalCdf, normalSf } from "./normal.js";
import { fromLower, mirrored } from "./tails.js";
/** Less skewness than this no statistic within 30 standard deviations can show at 1e-8. */
const NORMAL = 1e-12;
/** P(Z > z) for the standardised statistic; NaN for NaN. */
export const shiftedGammaSf = (z, skewness) => tails(z, skewness).upper;
/** P(Z <= z). */
export const shiftedGammaCdf = (z, skewness) => tails(z, skewness).lower;
function tails(z, skewness) {
    if (skewness < 0)
        return mirrored(tails(-z, -skewness));
    if (skewness < NORMAL)
        return { lower: normalCdf(z), upper: normalSf(z) };
    const shape = 4 / (skewness * skewness);
    const excess = z * Math.sqrt(shape);
    return shape + excess <= 0 ? fromLower(0) : incompleteGamma(shape, shape + excess, excess);
}
