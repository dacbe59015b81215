/** One coordinate of a uniform point on the unit sphere of R^n: the marginal of an entry of a Haar column. */

import { betaI, betaIc, lnGamma } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import { normal } from "../../random/normal.js";
import type { Law } from "./law.js";

/** x^2 ~ Beta(1/2, (n - 1)/2); for n = 1 the coordinate is -1 or 1. */
export function sphereCoordinate(n: number): Law {
  if (!(Number.isInteger(n) && n >= 1))
    throw new RangeError(`sphereCoordinate: n must be a positive integer, got ${n}`);
  if (n === 1) return sign;
  const b = (n - 1) / 2;
  const norm = Math.exp(lnGamma(n / 2) - lnGamma(b)) / Math.sqrt(Math.PI);
  const tail = (x: number): number => (x >= 1 ? 0 : betaIc(x * x, 1 / 2, b) / 2);
  const central = (x: number): number => (x >= 1 ? 1 : betaI(x * x, 1 / 2, b)) / 2;
  const sf = (x: number): number => (x > 0 ? tail(x) : 1 / 2 + central(-x));
  return {
    family: "sphere_coordinate",
    support: [-1, 1],
    mean: 0,
    variance: 1 / n,
    density: (x) => (Math.abs(x) < 1 ? norm * power(1 - x * x, b - 1) : 0),
    cdf: (x) => sf(-x),
    sf,
    quantile: (p) => bisect((x) => sf(-x), p),
    moment: (k) => evenMoment(k, n),
    // Entries of one column are dependent: a single coordinate is never drawn alone, but a whole column is (rule/orthogonal.ts).
    draw: { transform: normal, scale: Number.NaN, shift: 0 },
  };
}

/** The sphere in one dimension: two points. */
const sign: Law = {
  family: "sphere_coordinate",
  support: [-1, 1],
  mean: 0,
  variance: 1,
  density: (x) => (Math.abs(x) === 1 ? Number.POSITIVE_INFINITY : 0),
  cdf: (x) => (x < -1 ? 0 : x < 1 ? 1 / 2 : 1),
  sf: (x) => (x < -1 ? 1 : x < 1 ? 1 / 2 : 0),
  quantile: (p) => (p >= 0 && p <= 1 ? (p <= 1 / 2 ? -1 : 1) : Number.NaN),
  moment: (k) => (k % 2 === 0 ? 1 : 0),
  draw: { transform: normal, scale: Number.NaN, shift: 0 },
};

/** E[x^k] n^(k/2) = n^(k/2) 1 3 ... (k-1) / (n (n+2) ... (n+k-2)). */
function evenMoment(k: number, n: number): number {
  if (k % 2 === 1) return 0;
  let moment = 1;
  for (let j = 0; j < k; j += 2) moment *= (n * (j + 1)) / (n + j);
  return moment;
}

function bisect(cdf: (x: number) => number, p: number): number {
  if (!(p >= 0 && p <= 1)) return Number.NaN;
  let [low, high] = [-1, 1];
  while (true) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (cdf(middle) < p) low = middle;
    else high = middle;
  }
}
