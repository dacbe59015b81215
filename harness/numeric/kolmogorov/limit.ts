/** The limit law of sqrt(n) D, n to infinity (Kolmogorov 1933). */

/** P(sqrt(n) D <= z). */
export function kolmogorovLimitCdf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z <= 0) return 0;
  return z < 1 ? theta(z) : 1 - alternating(z);
}

/** P(sqrt(n) D > z), to full relative accuracy in the upper tail. */
export function kolmogorovLimitSf(z: number): number {
  if (Number.isNaN(z)) return Number.NaN;
  if (z <= 0) return 1;
  return z < 1 ? 1 - theta(z) : alternating(z);
}

/** sqrt(2 pi)/z sum exp(-(2k - 1)^2 pi^2 / (8 z^2)): for small z. */
function theta(z: number): number {
  let sum = 0;
  for (let k = 1; k <= 10; k++)
    sum += Math.exp(Math.log(Math.sqrt(2 * Math.PI) / z) - ((2 * k - 1) * Math.PI) ** 2 / (8 * z * z));
  return sum;
}

/** 2 sum (-1)^(k-1) exp(-2 k^2 z^2): for large z. */
function alternating(z: number): number {
  let sum = 0;
  for (let k = 10; k >= 1; k--) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * z) ** 2);
  return sum;
}
