/** The regularized incomplete gamma functions. NaN unless a > 0 is finite and x >= 0. */
import { CONVERGED, nonZero, TINY } from "./continuedFraction.js";
import { gaussLegendre } from "./gaussLegendre.js";
import { lnGammaStep, stirlingError } from "./lnGamma.js";
import { poissonDensity } from "./loader.js";
import { fromLower, fromUpper, type Tails, UNDEFINED } from "./tails.js";

/** For larger a, and x near a, the series and the fraction would take about 10 sqrt(a) steps. */
const LARGE = 1e4;

/** P(a, x) = gamma(a, x) / Gamma(a), to full relative accuracy in the lower tail. */
export const gammaP = (a: number, x: number): number => incompleteGamma(a, x).lower;

/** Q(a, x) = 1 - P(a, x), to full relative accuracy in the upper tail. */
export const gammaQ = (a: number, x: number): number => incompleteGamma(a, x).upper;

/** P and Q, given x - a. */
export function incompleteGamma(a: number, x: number, excess: number = x - a): Tails {
  if (!(a > 0 && a < Number.POSITIVE_INFINITY && x >= 0)) return UNDEFINED;
  if (x === 0) return fromLower(0);
  if (x === Number.POSITIVE_INFINITY) return fromUpper(0);
  if (a > LARGE && Math.abs(excess) < a / 4) return steepestDescent(a, excess);
  if (a < 1) return x < 1 ? nearPole(a, x) : fromUpper(upperFraction(a, x));
  return x < a + 1 ? fromLower(lowerSeries(a, x)) : fromUpper(upperFraction(a, x));
}

/** A series with positive terms only. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return poissonDensity(a, x) * sum;
}

/** Lentz's method on Legendre's continued fraction of Gamma(a, x). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; k < 1e5; k++) {
    const step = -k * (k - a);
    b += 2;
    d = 1 / nonZero(step * d + b);
    c = nonZero(b + step / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < CONVERGED) return poissonDensity(a, x) * a * fraction;
  }
  return Number.NaN;
}

/** For a, x < 1: the series of P in powers of x, and Q from the same series without its leading 1 (Gautschi 1979). */
function nearPole(a: number, x: number): Tails {
  const leading = a * Math.log(x) - lnGammaStep(1, a);
  let term = 1;
  let sum = 0;
  for (let k = 1; k < 30; k++) {
    term *= -x / k;
    sum += term / (a + k);
  }
  const rest = Math.exp(leading) * a * sum;
  return { lower: Math.exp(leading) + rest, upper: -Math.expm1(leading) - rest };
}

/**
 * With t = a e^y the integrand of Gamma(a, x) is exp(-a (e^y - 1 - y)), nearly a Gaussian: one Gauss-Legendre panel covers it.
 */
function steepestDescent(a: number, excess: number): Tails {
  const root = Math.sqrt(a);
  const start = root * Math.log1p(excess / a);
  const side = excess < 0 ? -1 : 1;
  const half = (Math.sqrt(start * start + 100) - Math.abs(start)) / 2;
  let sum = 0;
  for (let i = 0; i < PANEL.nodes.length; i++) {
    const y = (start + side * half * (1 + PANEL.nodes[i]!)) / root;
    sum += PANEL.weights[i]! * Math.exp(-a * expm2(y));
  }
  const tail = (sum * half * Math.exp(-stirlingError(a))) / Math.sqrt(2 * Math.PI);
  return side < 0 ? fromLower(tail) : fromUpper(tail);
}

const PANEL = gaussLegendre(40);

/** e^y - 1 - y for |y| < 1/2. */
function expm2(y: number): number {
  let sum = 1;
  for (let k = 17; k >= 3; k--) sum = 1 + (sum * y) / k;
  return (sum * y * y) / 2;
}
