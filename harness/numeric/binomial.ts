/** The binomial law of n trials with probability p. NaN unless n is an integer >= 0 and p a probability. */
import { betaI, betaIc } from "./beta.js";

/** P(X <= k), to full relative accuracy in the lower tail. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (!valid(k, n, p)) return Number.NaN;
  const count = Math.floor(k);
  if (count < 0) return 0;
  return count >= n ? 1 : betaIc(p, count + 1, n - count);
}

/** P(X >= k), to full relative accuracy in the upper tail. */
export function binomialSf(k: number, n: number, p: number): number {
  if (!valid(k, n, p)) return Number.NaN;
  const count = Math.ceil(k);
  if (count <= 0) return 1;
  return count > n ? 0 : betaI(p, count, n - count + 1);
}

const valid = (k: number, n: number, p: number): boolean =>
  Number.isInteger(n) && n >= 0 && p >= 0 && p <= 1 && !Number.isNaN(k);
