/**
 * The two-sided Kolmogorov-Smirnov statistic of n draws, exactly: Smirnov's sum where the two sides hardly meet, Durbin's
 * recursion for small n, expansions of relative error below 1e-8 for large. No more than some 100 ms at n = 1e6.
 */
import { liChien, pelzGoodCdf } from "./asymptotic.js";
import { durbinCdf } from "./durbin.js";
import { smirnovSf } from "./smirnov.js";

/** Up to which n the recursion is used, for z^2 = n d^2 below a bound: it is the shorter, and the expansion the poorer, the smaller z. */
const RECURSION = [
  { below: 0.16, n: 120_000 },
  { below: 0.25, n: 40_000 },
  { below: 1, n: 16_000 },
  { below: 4, n: 4000 },
];

/** P(D >= d), to full relative accuracy in the upper tail. */
export function kolmogorovSf(n: number, d: number): number {
  if (!valid(n, d)) return Number.NaN;
  const z2 = n * d * d;
  if (n * d <= 1 / 2) return 1;
  if (d >= 1) return 0;
  if (d >= 1 / 2) return Math.min(1, 2 * smirnovSf(n, d));
  if (z2 >= 4) return 2 * smirnovSf(n, d) - liChien(n, d, 2);
  if (z2 < 1 || recursive(n, z2)) return 1 - kolmogorovCdf(n, d);
  let sf = 2 * smirnovSf(n, d);
  for (let k = 2; k <= 7; k++) sf -= liChien(n, d, k);
  return sf;
}

/** P(D < d), to full relative accuracy in the lower tail. */
export function kolmogorovCdf(n: number, d: number): number {
  if (!valid(n, d)) return Number.NaN;
  const z2 = n * d * d;
  if (n * d <= 1 / 2) return 0;
  if (d >= 1) return 1;
  if (d >= 1 / 2 || z2 >= 4) return 1 - kolmogorovSf(n, d);
  if (recursive(n, z2)) return durbinCdf(n, d);
  return z2 < 1 ? pelzGoodCdf(n, d) : 1 - kolmogorovSf(n, d);
}

const recursive = (n: number, z2: number): boolean => RECURSION.some((range) => z2 < range.below && n <= range.n);

const valid = (n: number, d: number): boolean => Number.isInteger(n) && n >= 1 && !Number.isNaN(d);

export { kolmogorovLimitCdf, kolmogorovLimitSf } from "./limit.js";
export { smirnovSf } from "./smirnov.js";
