/** The regularized incomplete beta functions. NaN unless 0 <= x <= 1 and a, b > 0 are finite. */
import { CONVERGED, nonZero } from "./continuedFraction.js";
import { lnGammaStep } from "./lnGamma.js";
import { betaDensity } from "./loader.js";
import { fromLower, mirrored, type Tails, UNDEFINED } from "./tails.js";
import { twoProduct } from "./twoProduct.js";

/** I_x(a, b), to full relative accuracy in the lower tail. */
export const betaI = (x: number, a: number, b: number): number => incompleteBeta(x, 1 - x, a, b).lower;

/** 1 - I_x(a, b), to full relative accuracy in the upper tail. */
export const betaIc = (x: number, a: number, b: number): number => incompleteBeta(x, 1 - x, a, b).upper;

/** I_x(a, b) and its complement, given y = 1 - x and gap = a - (a + b) x, the distance from the mean. */
export function incompleteBeta(x: number, y: number, a: number, b: number, gap: number = gapOf(x, a, b)): Tails {
  if (!(a > 0 && b > 0 && a + b < Number.POSITIVE_INFINITY && x >= 0 && y >= 0)) return UNDEFINED;
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  return x * (a + b + 2) < a + 1 ? belowMean(x, y, a, b, gap) : mirrored(belowMean(y, x, b, a, -gap));
}

/** a - (a + b) x, accurate although its terms may cancel. */
function gapOf(x: number, a: number, b: number): number {
  const [ax, axError] = twoProduct(a, x);
  const [bx, bxError] = twoProduct(b, x);
  return a - ax - bx - axError - bxError;
}

function belowMean(x: number, y: number, a: number, b: number, gap: number): Tails {
  const lower = fraction(x, y, a, b, gap);
  return a < 0.5 ? { lower, upper: complement(x, a, b) } : fromLower(lower);
}

/**
 * Lentz's method on the continued fraction of Didonato and Morris (ACM TOMS 18, 1992, algorithm 708), whose terms are positive
 * below the mean: about sqrt(max(a, b)) steps.
 */
function fraction(x: number, y: number, a: number, b: number, gap: number): number {
  let value = ((gap + 1) / (a + 1)) * a;
  let c = value;
  let d = 0;
  for (let m = 1; m < 1e6; m++) {
    const wide = a + (2 * m - 1);
    const even = (m * (b - m) * x) / wide;
    const above = ((a + (m - 1)) / wide) * (a + b + (m - 1)) * x * even;
    const below = m + even + ((a + m) / (wide + 2)) * (gap + 1 + m * (1 + y));
    d = 1 / nonZero(below + above * d);
    c = nonZero(below + above / c);
    value *= c * d;
    if (Math.abs(c * d - 1) < CONVERGED) return (betaDensity(x, y, a, b, gap) * a) / value;
  }
  return Number.NaN;
}

/** 1 - I_x(a, b) for small a: the power series of I in x, without its leading 1. */
function complement(x: number, a: number, b: number): number {
  const leading = a * Math.log(x) + lnGammaStep(b, a) - lnGammaStep(1, a);
  let term = 1;
  let sum = 0;
  for (let k = 1; k < 200; k++) {
    term *= ((k - b) / k) * x;
    sum += term / (a + k);
  }
  return -Math.expm1(leading) - Math.exp(leading) * a * sum;
}
