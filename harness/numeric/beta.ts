/** The regularized incomplete beta function, by Lentz's method on its continued fraction and Loader's density. */
import { binomialDensity } from "./loader.js";

const TINY = 1e-300;

/** I_x(a, b) for 0 <= x <= 1, a, b > 0; NaN outside. */
export function betaI(x: number, a: number, b: number): number {
  return regularized(x, 1 - x, a, b);
}

/** 1 - I_x(a, b), to full relative accuracy where it is small. */
export function betaIc(x: number, a: number, b: number): number {
  return regularized(1 - x, x, b, a);
}

/** I_x(a, b) with y = 1 - x given apart. */
export function regularized(x: number, y: number, a: number, b: number): number {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (y === 0) return 1;
  return x * (a + b + 2) < a + 1 ? fraction(x, y, a, b) : 1 - fraction(y, x, b, a);
}

/** x^a y^b / (a B(a, b)) times the continued fraction. */
function fraction(x: number, y: number, a: number, b: number): number {
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < 1e6; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d);
    c = nonZero(1 + even / c);
    value *= c * d;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d);
    c = nonZero(1 + odd / c);
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return prefactor(x, y, a, b) * value;
}

/** x^a y^b / (a B(a, b)) = b / (a + b) times the binomial density of a among a + b. */
const prefactor = (x: number, y: number, a: number, b: number): number =>
  (binomialDensity(a, a + b, x, y) * b) / (a + b);

const nonZero = (x: number): number => (Math.abs(x) < TINY ? TINY : x);
