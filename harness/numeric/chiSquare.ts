/** The chi-square law. NaN unless df > 0 is finite and x >= 0: no sum of squares is negative. */
import { gammaP, gammaQ } from "./gamma.js";
import { increasingRoot } from "./increasingRoot.js";

/** P(X <= x) with df degrees of freedom, to full relative accuracy in the lower tail. */
export const chiSquareCdf = (x: number, df: number): number => gammaP(df / 2, x / 2);

/** P(X > x), to full relative accuracy in the upper tail. */
export const chiSquareSf = (x: number, df: number): number => gammaQ(df / 2, x / 2);

/** The x with P(X <= x) = p; NaN unless p is a probability. */
export function chiSquareQuantile(p: number, df: number): number {
  if (!(p >= 0 && p <= 1 && df > 0 && df < Number.POSITIVE_INFINITY)) return Number.NaN;
  if (p === 0) return 0;
  if (p === 1) return Number.POSITIVE_INFINITY;
  const miss = (lnX: number): number => {
    const x = Math.exp(lnX);
    return p < 0.5 ? Math.log(chiSquareCdf(x, df) / p) : Math.log((1 - p) / chiSquareSf(x, df));
  };
  return Math.exp(increasingRoot(miss, Math.log(df)));
}
