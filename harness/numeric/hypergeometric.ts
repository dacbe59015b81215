import { lnGamma } from "./lnGamma.js";

/**
 * P(X >= k) for the number X of marked items in a random choice of `taken` from `total` items, `marked` of which are marked. NaN
 * unless the counts are consistent.
 */
export function hypergeometricSf(k: number, marked: number, taken: number, total: number): number {
  const counts = [marked, taken, total];
  if (!(counts.every((n) => Number.isInteger(n) && n >= 0) && marked <= total && taken <= total)) return Number.NaN;
  if (Number.isNaN(k)) return Number.NaN;
  const most = Math.min(marked, taken);
  const from = Math.max(Math.ceil(k), 0, marked + taken - total);
  if (from > most) return 0;
  if (from <= Math.max(0, marked + taken - total)) return 1;
  let term = Math.exp(lnChoose(marked, from) + lnChoose(total - marked, taken - from) - lnChoose(total, taken));
  let sum = term;
  for (let x = from; x < most; x++) {
    term *= ((marked - x) * (taken - x)) / ((x + 1) * (total - marked - taken + x + 1));
    sum += term;
  }
  return Math.min(1, sum);
}

const lnChoose = (n: number, k: number): number => lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);
