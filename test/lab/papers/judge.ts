/** Compares what networks show with what theory says of their mean, at one level for all statistics. */
import { studentTQuantile, studentTSf } from "../../../harness/numeric/index.js";
import type { Verdict } from "../../../harness/record/index.js";
import type { Interval, Statistic } from "./paper.js";

/** Probability that any statistic of a whole run falls outside its band, were every theory exact. */
export const FAMILY = 1e-3;

export interface Judged {
  readonly statistic: Statistic;
  readonly expected: Interval;
  readonly nets: number;
  readonly mean: number;
  readonly standardError: number;
  /** Standard errors from the mean to what is expected; 0 inside an interval. */
  readonly z: number;
  /** Where the mean had to lie. */
  readonly band: Interval;
  readonly verdict: Verdict;
}

/** Mean and variance of the mean. */
interface Estimate {
  readonly nets: number;
  readonly mean: number;
  readonly variance: number;
  /** Degrees of freedom of that variance; Infinity where it is known. */
  readonly degrees: number;
}

/** `level` is the false-alarm probability of this one statistic. */
export function judge(
  statistic: Statistic,
  values: readonly number[],
  reference: readonly number[],
  level: number,
): Judged {
  const shown = estimate(values, statistic.variance);
  const known = reference.length > 0 ? estimate(reference) : undefined;
  const expected: Interval = known ? [known.mean, known.mean] : interval(statistic.mean ?? statistic.limit);
  const standardError = Math.sqrt(shown.variance + (known?.variance ?? 0));
  const degrees = degreesOfFreedom(shown, known);
  const { rounding = 0 } = statistic;
  const half = rounding + (standardError > 0 ? studentTQuantile(1 - level / 2, degrees) * standardError : 0);
  const band: Interval = [expected[0] - half, expected[1] + half];
  const { nets, mean } = shown;
  const miss = Math.max(0, expected[0] - rounding - mean, mean - expected[1] - rounding);
  const z = miss === 0 ? 0 : (miss / standardError) * Math.sign(mean - expected[1]);
  return { statistic, expected, nets, mean, standardError, z, band, verdict: verdictOf(z, degrees, level) };
}

/** Doubt is not a pass. */
function verdictOf(z: number, degrees: number, level: number): Verdict {
  if (Number.isNaN(z) || Number.isNaN(degrees)) return "undetermined";
  if (!Number.isFinite(z)) return "fail";
  return 2 * studentTSf(Math.abs(z), degrees) > level ? "pass" : "fail";
}

export const interval = (of: number | Interval): Interval => (typeof of === "number" ? [of, of] : of);

function estimate(values: readonly number[], known?: number): Estimate {
  const nets = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / nets;
  if (known !== undefined) return { nets, mean, variance: known / nets, degrees: Number.POSITIVE_INFINITY };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (nets - 1) / nets;
  return { nets, mean, variance, degrees: nets - 1 };
}

/** Welch's, where both sides are estimates. */
function degreesOfFreedom(shown: Estimate, known?: Estimate): number {
  if (known === undefined) return shown.degrees;
  const total = (shown.variance + known.variance) ** 2;
  return total / (shown.variance ** 2 / shown.degrees + known.variance ** 2 / known.degrees);
}
