/** Where the asymptotic series is accurate to rounding. */
import { power } from "../../numeric/power.js";

const LARGE = 16;
/** Bernoulli numbers B_2, B_4, ... */
const BERNOULLI = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6] as const;

/** psi(x) = d ln Gamma(x) / dx for x > 0. */
export function digamma(x: number): number {
  return digammaMinusLog(x) + Math.log(x);
}

/** psi(x) - ln x, to full relative accuracy where it is a small difference. */
export function digammaMinusLog(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let [y, sum] = [x, 0];
  for (; y < LARGE; y++) sum -= 1 / y;
  if (y > x) sum += Math.log(y / x);
  sum -= 1 / (2 * y);
  BERNOULLI.forEach((b, i) => {
    sum -= b / ((2 * i + 2) * power(y, 2 * i + 2));
  });
  return sum;
}

/** psi'(x) for x > 0. */
export function trigamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let [y, sum] = [x, 0];
  for (; y < LARGE; y++) sum += 1 / (y * y);
  sum += 1 / y + 1 / (2 * y * y);
  BERNOULLI.forEach((b, i) => {
    sum += b / power(y, 2 * i + 3);
  });
  return sum;
}

/** psi''(x) for x > 0. */
export function tetragamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let [y, sum] = [x, 0];
  for (; y < LARGE; y++) sum -= 2 / power(y, 3);
  sum -= 1 / (y * y) + 1 / power(y, 3);
  BERNOULLI.forEach((b, i) => {
    sum -= ((2 * i + 3) * b) / power(y, 2 * i + 4);
  });
  return sum;
}
