/** The Poisson law with mean lambda. NaN unless lambda >= 0 is finite. */
import { gammaP, gammaQ } from "./gamma.js";

/** P(X <= k), to full relative accuracy in the lower tail. */
export function poissonCdf(k: number, lambda: number): number {
  if (!valid(k, lambda)) return Number.NaN;
  if (k === Number.POSITIVE_INFINITY) return 1;
  return k < 0 ? 0 : gammaQ(Math.floor(k) + 1, lambda);
}

/** P(X >= k), to full relative accuracy in the upper tail. */
export function poissonSf(k: number, lambda: number): number {
  if (!valid(k, lambda)) return Number.NaN;
  if (k === Number.POSITIVE_INFINITY) return 0;
  return k <= 0 ? 1 : gammaP(Math.ceil(k), lambda);
}

const valid = (k: number, lambda: number): boolean =>
  lambda >= 0 && lambda < Number.POSITIVE_INFINITY && !Number.isNaN(k);
