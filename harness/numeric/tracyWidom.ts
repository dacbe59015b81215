/**
 * The Tracy-Widom law of the largest eigenvalue, beta = 1: F(s) = det(1 - B), B(x, y) = Ai(x + y + s) on x, y > 0 (Ferrari and
 * Spohn 2005), on Gauss-Legendre nodes (Bornemann 2010, "On the numerical evaluation of Fredholm determinants").
 */

import { airy } from "./airy.js";
import { gaussLegendre } from "./gaussLegendre.js";
import { increasingRoot } from "./increasingRoot.js";
import { power } from "./power.js";

const RULE = gaussLegendre(48);
/** At LOWEST P(X <= s) is below 1e-20, at HIGHEST P(X > s) is below the smallest double. */
const LOWEST = -11;
const HIGHEST = 110;
/** exp(-DIGITS) is negligible relative to 1. */
const DIGITS = 42;

/** P(X > s), to full relative accuracy in the upper tail; NaN for NaN. */
export function tracyWidom1Sf(s: number): number {
  if (Number.isNaN(s)) return Number.NaN;
  if (s < LOWEST) return 1;
  return s > HIGHEST ? 0 : -Math.expm1(lnDeterminant(operator(s)));
}

/** A root takes a dozen determinants, and a gate needs the same few levels in every case. */
const KEPT = 256;
const kept = new Map<number, number>();

/** The s with P(X > s) = p, 0 < p < 1. */
export function tracyWidom1UpperQuantile(p: number): number {
  const s = kept.get(p) ?? increasingRoot((x) => Math.log(p) - Math.log(tracyWidom1Sf(x)), 1);
  if (kept.size < KEPT) kept.set(p, s);
  return s;
}

/** The symmetric matrix sqrt(w_i) Ai(x_i + x_j + s) sqrt(w_j). */
function operator(s: number): Float64Array[] {
  const half = reach(s) / 2;
  const points = RULE.nodes.map((x) => half * (1 + x));
  const roots = RULE.weights.map((w) => Math.sqrt(half * w));
  const b = Array.from(points, () => new Float64Array(points.length));
  for (let i = 0; i < points.length; i++)
    for (let j = 0; j <= i; j++) {
      b[i]![j] = roots[i]! * airy(points[i]! + points[j]! + s) * roots[j]!;
      b[j]![i] = b[i]![j]!;
    }
  return b;
}

/** The x beyond which Ai(2x + s), about exp(-(2/3) (2x + s)^(3/2)), is negligible relative to Ai(s). */
const reach = (s: number): number => (power(1.5 * DIGITS + power(Math.max(0, s), 1.5), 2 / 3) - s) / 2;

/** ln det(1 - B) by elimination on B itself: if B is positive nothing cancels, however close the determinant is to 1. */
function lnDeterminant(b: readonly Float64Array[]): number {
  let sum = 0;
  for (let k = 0; k < b.length; k++) {
    const row = b[k]!;
    sum += Math.log1p(-row[k]!);
    for (let i = k + 1; i < b.length; i++) {
      const factor = b[i]![k]! / (1 - row[k]!);
      for (let j = k + 1; j < b.length; j++) b[i]![j]! += factor * row[j]!;
    }
  }
  return sum;
}
