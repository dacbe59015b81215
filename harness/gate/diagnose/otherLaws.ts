/** Laws with mean 0 and variance 1 that programs draw instead of the contract's: names for a wrong shape. */
import { lnGamma, normalPdf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";

export interface OtherLaw {
  readonly name: string;
  readonly density: (y: number) => number;
  /** Where the density has no bound, so that sums of it are not exact. */
  readonly cdf?: (y: number) => number;
}

const ROOT2 = Math.SQRT2;
const ROOT3 = Math.sqrt(3);
const ROOT6 = Math.sqrt(6);

/** Student's t with `degrees` > 2 degrees of freedom, scaled to variance 1. */
function student(degrees: number): OtherLaw {
  const scale = Math.sqrt((degrees - 2) / degrees);
  const constant = Math.exp(lnGamma((degrees + 1) / 2) - lnGamma(degrees / 2)) / Math.sqrt(degrees * Math.PI) / scale;
  const density = (y: number): number => constant * power(1 + (y / scale) ** 2 / degrees, -(degrees + 1) / 2);
  return { name: `Student's t of ${degrees} degrees of freedom`, density };
}

/** A share of the entries has `ratio` times the standard deviation of the others. */
function mixture(share: number, ratio: number): OtherLaw {
  const sd = 1 / Math.sqrt(1 - share + share * ratio * ratio);
  const density = (y: number): number =>
    ((1 - share) * normalPdf(y / sd) + (share * normalPdf(y / sd / ratio)) / ratio) / sd;
  return { name: `a mixture of two normals, ${100 * share}% of them ${ratio} times as wide`, density };
}

/** A normal truncated at `bound` of its own standard deviations, scaled to variance 1. */
function cut(bound: number): OtherLaw {
  const steps = 2000;
  let [mass, second] = [0, 0];
  for (let k = 0; k < steps; k++) {
    const x = (-1 + (2 * k + 1) / steps) * bound;
    mass += (normalPdf(x) * 2 * bound) / steps;
    second += (x * x * normalPdf(x) * 2 * bound) / steps;
  }
  const sd = Math.sqrt(second / mass);
  const density = (y: number): number => (Math.abs(y * sd) > bound ? 0 : (normalPdf(y * sd) * sd) / mass);
  return { name: `a normal truncated at ${bound} standard deviations`, density };
}

/** The sum of `count` uniforms is normal except in the tails; its density is that of Irwin (1927) and Hall (1927). */
function sumOfUniforms(count: number): OtherLaw {
  const sd = Math.sqrt(count / 12);
  const density = (y: number): number => {
    const x = y * sd + count / 2;
    if (x <= 0 || x >= count) return 0;
    const near = Math.min(x, count - x);
    let [sum, binomial] = [0, 1];
    for (let k = 0; k <= near; k++) {
      sum += (k % 2 === 0 ? 1 : -1) * binomial * power(near - k, count - 1);
      binomial *= (count - k) / (k + 1);
    }
    return (sd * sum) / Math.exp(lnGamma(count));
  };
  return { name: `a sum of ${count} uniforms`, density };
}

export const OTHER_LAWS: readonly OtherLaw[] = [
  { name: "normal", density: normalPdf },
  { name: "uniform", density: (y) => (Math.abs(y) <= ROOT3 ? 1 / (2 * ROOT3) : 0) },
  { name: "Laplace", density: (y) => Math.exp(-Math.abs(y) * ROOT2) / ROOT2 },
  {
    name: "logistic",
    density: (y) => {
      const e = Math.exp((-Math.abs(y) * Math.PI) / ROOT3);
      return ((Math.PI / ROOT3) * e) / (1 + e) ** 2;
    },
  },
  { name: "triangular", density: (y) => Math.max(0, (ROOT6 - Math.abs(y)) / 6) },
  { name: "semicircle", density: (y) => Math.sqrt(Math.max(0, 4 - y * y)) / (2 * Math.PI) },
  {
    name: "arcsine",
    density: (y) => (Math.abs(y) < ROOT2 ? 1 / (Math.PI * Math.sqrt(2 - y * y)) : 0),
    cdf: (y) => 0.5 + Math.asin(Math.max(-1, Math.min(1, y / ROOT2))) / Math.PI,
  },
  { name: "exponential less its mean", density: (y) => (y > -1 ? Math.exp(-y - 1) : 0) },
  { name: "hyperbolic secant", density: (y) => 1 / (2 * Math.cosh((Math.PI * y) / 2)) },
  {
    name: "Gumbel",
    density: (y) => {
      const b = ROOT6 / Math.PI;
      const z = y / b + 0.5772156649015329;
      return Math.exp(-z - Math.exp(-z)) / b;
    },
  },
  ...[3, 4, 5, 6, 8, 10, 15, 20, 30].map(student),
  ...[0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5].flatMap((share) => [2, 3, 5, 10].map((ratio) => mixture(share, ratio))),
  ...[1, 1.5, 2, 2.5, 3, 3.5].map(cut),
  ...[3, 4, 6, 8, 12].map(sumOfUniforms),
];
