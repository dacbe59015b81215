import { power } from "../power.js";

const PI2 = Math.PI * Math.PI;

/**
 * P(D < d) for z = d sqrt(n) up to about 1, to O(n^-2): Pelz and Good 1976, "Approximating the lower tail-areas of the
 * Kolmogorov-Smirnov statistic".
 */
export function pelzGoodCdf(n: number, d: number): number {
  const z = Math.sqrt(n) * d;
  const z2 = z * z;
  const terms = Math.ceil((16 * z) / Math.PI);
  const sums = [0, 0, 0, 0];
  for (let k = terms; k >= 1; k--) {
    const odd = (2 * k - 1) ** 2;
    const weight = Math.exp((-PI2 * odd) / (8 * z2));
    const p = (PI2 * odd) / 4;
    sums[0]! += weight;
    sums[1]! += weight * (p - z2);
    sums[2]! += weight * (6 * power(z2, 3) + 2 * z2 ** 2 + (2 * z2 ** 2 - 5 * z2) * p + (1 - 2 * z2) * p ** 2);
    sums[3]! +=
      weight *
      (-30 * power(z2, 3) -
        90 * power(z2, 4) +
        (135 * z2 ** 2 - 96 * power(z2, 3)) * p +
        (212 * z2 ** 2 - 60 * z2) * p ** 2 +
        (5 - 30 * z2) * power(p, 3));
  }
  let even2 = 0;
  let even3 = 0;
  for (let k = terms; k >= 1; k--) {
    const p = PI2 * k * k;
    const weight = Math.exp(-p / (2 * z2)) * p;
    even2 += weight;
    even3 += weight * (3 * z2 - p);
  }
  const root = Math.sqrt(n);
  const scaled =
    sums[0]! / z +
    sums[1]! / (6 * power(z, 4) * root) +
    (sums[2]! / (72 * power(z, 7)) - even2 / (36 * power(z, 3))) / n +
    (sums[3]! / (6480 * power(z, 10)) + even3 / (216 * power(z, 6))) / (n * root);
  return Math.sqrt(2 * Math.PI) * scaled;
}
