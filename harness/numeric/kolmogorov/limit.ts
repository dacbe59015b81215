/** The limit law of sqrt(n) D for n to infinity (Kolmogorov 1933). NaN unless z >= 0. */

/** The z at which one series replaces the other: there the terms of both decrease by a factor of exp(-8) or more. */
const MIDDLE = 1;

/** P(sqrt(n) D <= z), to full relative accuracy in the lower tail. */
export function kolmogorovLimitCdf(z: number): number {
  if (!(z >= 0)) return Number.NaN;
  if (z === 0) return 0;
  return z < MIDDLE ? theta(z) : 1 - alternating(z);
}

/** P(sqrt(n) D > z), to full relative accuracy in the upper tail. */
export function kolmogorovLimitSf(z: number): number {
  if (!(z >= 0)) return Number.NaN;
  if (z === 0) return 1;
  return z < MIDDLE ? 1 - theta(z) : alternating(z);
}

/** sqrt(2 pi)/z sum exp(-(2k - 1)^2 pi^2 / (8 z^2)). */
function theta(z: number): number {
  const rate = (Math.PI / z) ** 2 / 8;
  let sum = 0;
  for (let k = 5; k >= 1; k--) sum += Math.exp(-rate * (2 * k - 1) ** 2);
  return sum === 0 ? 0 : (Math.sqrt(2 * Math.PI) / z) * sum;
}

/** 2 sum (-1)^(k-1) exp(-2 k^2 z^2). */
function alternating(z: number): number {
  let sum = 0;
  for (let k = 5; k >= 1; k--) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * z) ** 2);
  return sum;
}
