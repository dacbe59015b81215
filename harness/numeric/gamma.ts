/** The regularized incomplete gamma functions, by series and continued fraction on Loader's density. */
import { poissonDensity } from "./loader.js";

const TINY = 1e-300;
const EPSILON = 1e-17;

/** P(a, x) = gamma(a, x) / Gamma(a), a > 0, x >= 0; NaN outside. */
export function gammaP(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN;
  if (x === 0) return 0;
  if (x === Number.POSITIVE_INFINITY) return 1;
  return x < a + 1 ? lowerSeries(a, x) : 1 - upperFraction(a, x);
}

/** Q(a, x) = 1 - P(a, x), to full relative accuracy in the upper tail. */
export function gammaQ(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN;
  if (x === 0) return 1;
  if (x === Number.POSITIVE_INFINITY) return 0;
  return x < a + 1 ? 1 - lowerSeries(a, x) : upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * EPSILON; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return poissonDensity(a, x) * sum;
}

/** Lentz's method on the continued fraction of Gamma(a, x); converges in about sqrt(a) steps where x > a. */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 1e6; k++) {
    const an = -k * (k - a);
    b += 2;
    d = 1 / nonZero(an * d + b);
    c = nonZero(b + an / c);
    const factor = c * d;
    fraction *= factor;
    if (Math.abs(factor - 1) < 1e-16) break;
  }
  return poissonDensity(a, x) * a * fraction;
}

const nonZero = (x: number): number => (Math.abs(x) < TINY ? TINY : x);
