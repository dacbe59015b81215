import { regularized } from "./beta.js";

/** P(T <= t) for Student's t with df > 0 degrees of freedom. */
export const studentTCdf = (t: number, df: number): number => studentTSf(-t, df);

/** P(T > t), to full relative accuracy in the upper tail. */
export function studentTSf(t: number, df: number): number {
  if (!(df > 0) || Number.isNaN(t)) return Number.NaN;
  if (t < 0) return 1 - studentTSf(-t, df);
  if (t === Number.POSITIVE_INFINITY) return 0;
  const square = t * t;
  return regularized(df / (df + square), square / (df + square), df / 2, 1 / 2) / 2;
}
