/** The standard normal law. */
import { erfc, erfcx } from "./erf.js";

const SQRT_2PI = Math.sqrt(2 * Math.PI);

/** The density exp(-x^2/2) / sqrt(2 pi). */
export function normalPdf(x: number): number {
  return Math.exp((-x * x) / 2) / SQRT_2PI;
}

/** P(Z <= x); NaN for NaN. */
export function normalCdf(x: number): number {
  return erfc(-x / Math.SQRT2) / 2;
}

/** P(Z > x), to full relative accuracy in the upper tail; NaN for NaN. */
export function normalSf(x: number): number {
  return erfc(x / Math.SQRT2) / 2;
}

/** ln P(Z > x), finite far beyond where the probability underflows. */
export function normalLogSf(x: number): number {
  return x < 1 ? Math.log1p(-normalCdf(x)) : (-x * x) / 2 + Math.log(erfcx(x / Math.SQRT2) / 2);
}

/** The x with P(Z <= x) = p; infinite at 0 and 1, NaN outside. */
export function normalQuantile(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  return p <= 0.5 ? -upperQuantile(p) : upperQuantile(1 - p);
}

/** The x with P(Z > x) = p: exact where 1 - p would round to 1. */
export function normalQuantileSf(p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  return p <= 0.5 ? upperQuantile(p) : -upperQuantile(1 - p);
}

/** Halley steps on ln P(Z > x), which is nearly a parabola: from the leading asymptote three to five suffice. */
function upperQuantile(p: number): number {
  if (p === 0) return Number.POSITIVE_INFINITY;
  if (p === 0.5) return 0;
  const target = Math.log(p);
  let x = Math.sqrt(Math.max(0, -2 * target - 1.386)) * 0.95;
  for (let step = 0; step < 60; step++) {
    const hazard = Math.exp((-x * x) / 2 - normalLogSf(x)) / SQRT_2PI;
    const miss = normalLogSf(x) - target;
    const newton = miss / hazard;
    const next = x + newton / (1 + (newton * (hazard - x)) / 2);
    if (!(Math.abs(next - x) > 1e-15 * Math.max(1, Math.abs(next)))) return next;
    x = next;
  }
  return x;
}
