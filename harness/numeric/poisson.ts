import { gammaP, gammaQ } from "./gamma.js";

/** P(X <= k) for X Poisson with mean lambda. */
export function poissonCdf(k: number, lambda: number): number {
  if (!(lambda >= 0) || Number.isNaN(k)) return Number.NaN;
  return k < 0 ? 0 : gammaQ(Math.floor(k) + 1, lambda);
}

/** P(X >= k) for X Poisson with mean lambda. */
export function poissonSf(k: number, lambda: number): number {
  if (!(lambda >= 0) || Number.isNaN(k)) return Number.NaN;
  return k <= 0 ? 1 : gammaP(Math.ceil(k), lambda);
}
