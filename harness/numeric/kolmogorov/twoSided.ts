/**
 * The two-sided Kolmogorov-Smirnov statistic of n uniform draws. Uses Durbin's recursion if it is short; otherwise twice the
 * one-sided law less what both sides share, or for small z = d sqrt(n) an expansion. NaN unless n is an integer >= 1 and d in [0,
 * 1].
 */

import { fromLower, fromUpper, type Tails, UNDEFINED } from "../tails.js";
import { durbinCdf, durbinCost } from "./durbin.js";
import { liChien } from "./liChien.js";
import { pelzGoodCorrected } from "./pelzGoodCorrected.js";
import { smirnovSf } from "./smirnov.js";

/** Above this z^2 at most one correction of the one-sided law is visible. */
const APART = 4.5;
/** From this z^2 on six corrections suffice. */
const NEARLY_APART = 1;
/** The most multiplications of the recursion: about 15 ms. */
const AFFORDABLE = 1.1e7;

/** P(D >= d), exact to a relative 1e-10 over the whole range. */
export const kolmogorovSf = (n: number, d: number): number => kolmogorovTails(n, d).upper;

/** P(D < d), with relative accuracy also in the lower tail. */
export const kolmogorovCdf = (n: number, d: number): number => kolmogorovTails(n, d).lower;

/** P(D < d) and P(D >= d), at the cost of one. */
export function kolmogorovTails(n: number, d: number): Tails {
  if (!valid(n, d)) return UNDEFINED;
  if (n * d <= 1 / 2) return fromLower(0);
  if (d === 1) return fromUpper(0);
  const nearZero = n * d * d < APART && (recursive(n, d) || n * d * d < NEARLY_APART);
  if (d >= 1 / 2) {
    const above = Math.min(1, 2 * smirnovSf(n, d));
    return { lower: nearZero ? lower(n, d) : 1 - above, upper: above };
  }
  return nearZero ? fromLower(lower(n, d)) : fromUpper(upper(n, d));
}

const lower = (n: number, d: number): number => (recursive(n, d) ? durbinCdf(n, d) : pelzGoodCorrected(n, d));

function upper(n: number, d: number): number {
  const corrections = n * d * d < APART ? 7 : 2;
  let sf = 2 * smirnovSf(n, d);
  for (let k = 2; k <= corrections; k++) sf -= liChien(n, d, k);
  return sf;
}

const recursive = (n: number, d: number): boolean => durbinCost(n, d) <= AFFORDABLE;

const valid = (n: number, d: number): boolean => Number.isInteger(n) && n >= 1 && d >= 0 && d <= 1;
