import { betaI, betaIc } from "./beta.js";

/** P(X <= k) for X binomial of n trials with probability p. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (!(n >= 0 && p >= 0 && p <= 1) || Number.isNaN(k)) return Number.NaN;
  const count = Math.floor(k);
  if (count < 0) return 0;
  return count >= n ? 1 : betaIc(p, count + 1, n - count);
}

/** P(X >= k) for X binomial of n trials with probability p. */
export function binomialSf(k: number, n: number, p: number): number {
  if (!(n >= 0 && p >= 0 && p <= 1) || Number.isNaN(k)) return Number.NaN;
  const count = Math.ceil(k);
  if (count <= 0) return 1;
  return count > n ? 0 : betaI(p, count, n - count + 1);
}
