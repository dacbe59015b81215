/** The logarithm of the gamma function: recurrence up to 16, Stirling's series from there. */
import { power } from "./power.js";

const LN_SQRT_2PI = Math.log(2 * Math.PI) / 2;
/** From here on Stirling's series is accurate to a double. */
const LARGE = 16;
/** B_2k / (2k (2k - 1)): the coefficients of y^(1 - 2k) in Stirling's series. */
const STIRLING = [1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156] as const;

/** ln Gamma(x) for x > 0, with relative accuracy also at its zeros 1 and 2; NaN for x <= 0. */
export function lnGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  if (x < 0.5) return lnGammaStep(1, x) - Math.log(x);
  if (x < 2.5) return x < 1.5 ? lnGammaStep(1, x - 1) : lnGammaStep(2, x - 2);
  let product = 1;
  let y = x;
  while (y < LARGE) product *= y++;
  return (y - 0.5) * Math.log(y) - y + LN_SQRT_2PI + stirlingSeries(y) - Math.log(product);
}

/** ln Gamma(x + h) - ln Gamma(x) for x > 0, x + h > 0, to full relative accuracy for any small h. */
export function lnGammaStep(x: number, h: number): number {
  let sum = 0;
  let y = x;
  while (y < LARGE) sum -= Math.log1p(h / y++);
  const log = Math.log1p(h / y);
  const series = STIRLING.reduce((total, c, k) => total + c * power(y, -1 - 2 * k) * Math.expm1((-1 - 2 * k) * log), 0);
  return sum + ((y + h - 0.5) * log - h) + h * Math.log(y) + series;
}

/** ln Gamma(n + 1) minus Stirling's formula, n > 0. */
export function stirlingError(n: number): number {
  if (n >= LARGE) return stirlingSeries(n);
  return lnGamma(n + 1) - (n + 0.5) * Math.log(n) + n - LN_SQRT_2PI;
}

function stirlingSeries(y: number): number {
  const z = 1 / (y * y);
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * z + STIRLING[k]!;
  return sum / y;
}
