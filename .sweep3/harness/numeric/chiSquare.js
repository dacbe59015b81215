/** The chi-square law. NaN where df > 0 finite and x >= 0 do not hold: no sum of squares is negative. */
import { gammaP, gammaQ } from "./gamma.js";
import { increasingRoot } from "./increasingRoot.js";
/** P(X <= x) with df degrees of freedom, to full relative accuracy in the lower tail. */
export const chiSquareCdf = (x, df) => gammaP(df / 2, x / 2);
/** P(X > x), to full relative accuracy in the upper tail. */
export const chiSquareSf = (x, df) => gammaQ(df / 2, x / 2);
/** The x with P(X <= x) = p; NaN where p is not a probability. */
export function chiSquareQuantile(p, df) {
    if (!(p >= 0 && p <= 1 && df > 0 && df < Number.POSITIVE_INFINITY))
        return Number.NaN;
    if (p === 0)
        return 0;
    if (p === 1)
        return Number.POSITIVE_INFINITY;
    const miss = (lnX) => {
        const x = Math.exp(lnX);
        return p < 0.5 ? Math.log(chiSquareCdf(x, df) / p) : Math.log((1 - p) / chiSquareSf(x, df));
    };
    return Math.exp(increasingRoot(miss, Math.log(df)));
}
