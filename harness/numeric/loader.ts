/**
 * Densities of counts without cancellation (C. Loader, "Fast and accurate computation of binomial probabilities", 2000), for any
 * real count. If a count is close to its mean, their difference carries the digits, so it is a separate parameter.
 */
import { lnGammaStep, stirlingError } from "./lnGamma.js";

/** x ln(x / m) + m - x for x, m > 0, given x - m. */
export function deviance(x: number, m: number, difference: number = x - m): number {
  if (Math.abs(difference) >= 0.1 * (x + m)) return x * Math.log(x / m) - difference;
  const v = difference / (x + m);
  const square = v * v;
  let term = 2 * x * v;
  let sum = difference * v;
  for (let k = 3; k < 100; k += 2) {
    term *= square;
    const next = sum + term / k;
    if (next === sum) return next;
    sum = next;
  }
  return sum;
}

/** x^a exp(-x) / Gamma(a + 1) for a, x > 0. */
export function poissonDensity(a: number, x: number): number {
  if (a <= 1) return Math.exp(a * Math.log(x) - x - lnGammaStep(1, a));
  return Math.exp(-stirlingError(a) - deviance(a, x)) / Math.sqrt(2 * Math.PI * a);
}

/** x^a y^b / (a B(a, b)) for a, b, x, y > 0, x + y = 1, given gap = a - (a + b) x. */
export function betaDensity(x: number, y: number, a: number, b: number, gap: number): number {
  const [lnX, lnY] = x < y ? [Math.log(x), Math.log1p(-x)] : [Math.log1p(-y), Math.log(y)];
  if (a <= 1) return Math.exp(a * lnX + b * lnY + lnGammaStep(b, a) - lnGammaStep(1, a));
  if (b <= 1) return (Math.exp(a * lnX + b * lnY + lnGammaStep(a, b) - lnGammaStep(1, b)) * b) / a;
  const n = a + b;
  const error = stirlingError(n) - stirlingError(a) - stirlingError(b);
  const exponent = error - deviance(a, n * x, gap) - deviance(b, n * y, -gap);
  return Math.exp(exponent) * Math.sqrt(b / (2 * Math.PI * a * n));
}
