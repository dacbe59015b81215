import { power } from "../../numeric/power.js";
import { digamma, tetragamma, trigamma } from "./polygamma.js";

/** Cumulants of the logarithm of a noncentral chi-square. */
export interface NoncentralLog {
  readonly mean: number;
  readonly variance: number;
  readonly third: number;
}

/** Standard deviations beyond which the Poisson law is 0 in double precision. */
const FAR = 10;

/**
 * The law of ln of a noncentral chi-square with n degrees of freedom and noncentrality lambda: that is a central one
 * with n + 2 J degrees, where J is a Poisson variable of mean lambda / 2.
 */
export function noncentralLog(n: number, lambda: number): NoncentralLog {
  const center = lambda / 2;
  const reach = FAR * (Math.sqrt(center) + 1);
  const [first, last] = [Math.max(0, Math.floor(center - reach)), Math.ceil(center + reach)];
  // Weights relative to that of the mode.
  const mode = Math.floor(center);
  const weights = new Float64Array(last - first + 1);
  weights[mode - first] = 1;
  for (let j = mode + 1; j <= last; j++) weights[j - first] = (weights[j - 1 - first]! * center) / j;
  for (let j = mode; j > first; j--) weights[j - 1 - first] = (weights[j - first]! * j) / center;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const over = (value: (j: number) => number): number =>
    weights.reduce((sum, weight, k) => sum + weight * value(first + k), 0) / total;
  const means = Float64Array.from(weights, (_, k) => Math.LN2 + digamma(n / 2 + first + k));
  const mean = over((j) => means[j - first]!);
  const off = (j: number): number => means[j - first]! - mean;
  return {
    mean,
    variance: over((j) => trigamma(n / 2 + j) + off(j) ** 2),
    third: over((j) => tetragamma(n / 2 + j) + 3 * trigamma(n / 2 + j) * off(j) + power(off(j), 3)),
  };
}
