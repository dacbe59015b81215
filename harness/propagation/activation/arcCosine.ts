/**
 * The arc-cosine kernels J_n(theta) / J_n(0) of Cho and Saul, "Kernel Methods for Deep Learning" (2009), as functions
 * of c = cos(theta). In b = pi - theta they are differences that vanish at c = -1 like b, b^3 and b^5; where b is
 * small the power series keeps their relative accuracy.
 */

const SMALL = 1;
const TERMS = 14;

/** P(u > 0, v > 0) over its value at c = 1. */
export function arcCosine0(c: number): number {
  return Math.acos(-c) / Math.PI;
}

/** E[u+ v+] over its value at c = 1, for u and v of equal variance and correlation c. */
export function arcCosine1(c: number): number {
  const b = Math.acos(-c);
  if (b < SMALL) return oddSeries(b, (k) => -2 * k) / Math.PI;
  return (Math.sin(b) - b * Math.cos(b)) / Math.PI;
}

/** E[(u+ v+)^2] over its value at c = 1. */
export function arcCosine2(c: number): number {
  const b = Math.acos(-c);
  const y = 2 * b;
  if (y < SMALL) return oddSeries(y, (k) => k - 1, 2) / (3 * Math.PI);
  return ((y * (2 + Math.cos(y))) / 2 - 1.5 * Math.sin(y)) / (3 * Math.PI);
}

/** The sum over k >= from of (-1)^k coefficient(k) x^(2k+1) / (2k+1)!. */
function oddSeries(x: number, coefficient: (k: number) => number, from = 1): number {
  let term = x;
  let sum = 0;
  for (let k = 1; k <= TERMS; k++) {
    term *= (-x * x) / (2 * k * (2 * k + 1));
    if (k >= from) sum += coefficient(k) * term;
  }
  return sum;
}
