/** Loader's saddle-point pieces: densities of counts without cancellation (C. Loader, "Fast and accurate computation of binomial probabilities", 2000). */
import { lnGamma } from "./lnGamma.js";

const HALF_LN_2PI = Math.log(2 * Math.PI) / 2;

/** ln Gamma(n + 1) minus Stirling's formula for it. */
export function stirlingError(n: number): number {
  if (n <= 15) return lnGamma(n + 1) - (n + 0.5) * Math.log(n) + n - HALF_LN_2PI;
  const z = 1 / (n * n);
  return (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - (z * 691) / 360360))))) / n;
}

/** x ln(x / m) + m - x, accurate where x is near m. */
export const deviance = (x: number, m: number): number => devianceBy(x, x - m, m);

/** The same with the difference x - m given, where it is known better than the subtraction gives it. */
export function devianceBy(x: number, difference: number, m: number): number {
  if (Math.abs(difference) >= 0.1 * (x + m)) return (x === 0 ? 0 : x * Math.log(x / m)) - difference;
  const v = difference / (x + m);
  const square = v * v;
  let term = 2 * x * v;
  let sum = difference * v;
  for (let k = 3; k < 2000; k += 2) {
    term *= square;
    const next = sum + term / k;
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}

/** x^a e^-x / Gamma(a + 1): a Poisson probability at any real count. */
export function poissonDensity(a: number, x: number): number {
  if (a === 0) return Math.exp(-x);
  if (x === 0) return 0;
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/** Gamma(n + 1) / (Gamma(k + 1) Gamma(n - k + 1)) p^k q^(n - k), q = 1 - p: a binomial probability at any real count. */
export function binomialDensity(k: number, n: number, p: number, q: number): number {
  if (p === 0) return k === 0 ? 1 : 0;
  if (q === 0) return k === n ? 1 : 0;
  if (k === 0) return Math.exp(p < 0.1 ? -deviance(n, n * q) - n * p : n * Math.log(q));
  if (k === n) return Math.exp(q < 0.1 ? -deviance(n, n * p) - n * q : n * Math.log(p));
  const exponent =
    stirlingError(n) - stirlingError(k) - stirlingError(n - k) - deviance(k, n * p) - deviance(n - k, n * q);
  return Math.exp(exponent) * Math.sqrt(n / (2 * Math.PI * k * (n - k)));
}
