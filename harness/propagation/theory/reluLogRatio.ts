import { power } from "../../numeric/power.js";
import { digammaMinusLog, tetragamma, trigamma } from "./polygamma.js";
import { requireCount } from "./require.js";

/** A law by its first three cumulant shapes. */
export interface LogRatio {
  readonly mean: number;
  readonly variance: number;
  readonly skewness: number;
}

/**
 * The exact law of ln |x^(l+1)|^2 / |x^l|^2 over one Gaussian ReLU layer, given that some unit is alive: the ratio is
 * Var(w) times a chi-square of K ~ Binomial(fan_out, 1/2) degrees of freedom, independent of the other layers (Hanin and
 * Nica 2019). The squared gradient of the input has the same law. sigmaW2 = fan_in Var(w), 2 for He.
 */
export function reluLogRatio(fanIn: number, fanOut: number = fanIn, sigmaW2 = 2): LogRatio {
  requireCount("reluLogRatio", "fanIn", fanIn);
  requireCount("reluLogRatio", "fanOut", fanOut);
  const alive = halfBinomial(fanOut);
  // ln(chi-square) relative to its typical ln(fanOut / 2): what is left is small, and not a difference of logarithms.
  const typical = fanOut / 2;
  const center = (k: number) => digammaMinusLog(k / 2) + Math.log1p((k - typical) / typical);
  const mean = expectation(alive, center);
  const variance = expectation(alive, (k) => trigamma(k / 2) + (center(k) - mean) ** 2);
  const third = expectation(alive, (k) => {
    const shift = center(k) - mean;
    return tetragamma(k / 2) + 3 * shift * trigamma(k / 2) + power(shift, 3);
  });
  return { mean: mean + Math.log((sigmaW2 * fanOut) / (2 * fanIn)), variance, skewness: third / power(variance, 1.5) };
}

/** E[ratio^2] / E[ratio]^2 for one such layer. */
export function reluSecondMomentFactor(fanOut: number): number {
  return 1 + 5 / fanOut;
}

/** Binomial(n, 1/2) given K >= 1: weight k of the result belongs to K = k. Ratios from the mode outwards cannot underflow early. */
function halfBinomial(n: number): Float64Array {
  const weight = new Float64Array(n + 1);
  const mode = Math.ceil(n / 2);
  weight[mode] = 1;
  for (let k = mode; k < n; k++) weight[k + 1] = (weight[k]! * (n - k)) / (k + 1);
  for (let k = mode; k > 1; k--) weight[k - 1] = (weight[k]! * k) / (n - k + 1);
  const total = weight.reduce((sum, w) => sum + w, 0);
  return weight.map((w) => w / total);
}

function expectation(weight: Float64Array, f: (k: number) => number): number {
  let sum = 0;
  weight.forEach((w, k) => {
    if (w > 0) sum += w * f(k);
  });
  return sum;
}
