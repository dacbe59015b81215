import { isBounded } from "../../contract/law/index.js";
import { normalSf } from "../../numeric/index.js";
import { roundingInterval } from "../../weights/dtype.js";
import type { Check } from "../check.js";
import { atLeast, twoDigits, twoSided } from "../power.js";
import type { Sample } from "../sample.js";
import { manyDraws } from "./applies.js";

/**
 * The extremes against their exact law. For a bounded law only "too far from the end" is tested (`support` tests the rest): the
 * error shrinks as 1/n, so it detects a limit off by parts in a million, which no moment does.
 */
export const edge: Check = {
  name: "edge",
  question: "Do the extremes reach as far as the law's, and no further?",
  tail: () => "exact",
  applies: (prospect) =>
    manyDraws(1000)(prospect) && (isBounded(prospect.expected.law) || prospect.expected.law.family === "normal"),
  run: (sample) => (isBounded(sample.expected.law) ? bounded(sample) : unbounded(sample)),
  detects: ({ n, expected: { law } }, looks) => {
    // The expected number of entries beyond the extremes at which every look rejects; beyond the end itself there are fewer.
    const missing = Math.max(...looks.map(({ level, growth }) => Math.log(2 / level) / growth));
    return isBounded(law)
      ? `a limit too small by ${atLeast((100 * missing) / (n * limitDensity(law)))}%`
      : `tails cut at ${Math.floor(100 * cut(n, Math.exp(-missing))) / 100} sd`;
  },
};

/** Resolution that a correct uniform may have at its ends: 23 bits is the lowest in use for float32. */
const RESOLUTION = 2 ** -23;

function bounded({ sorted, dtype, expected: { law } }: Sample): ReturnType<Check["run"]> {
  const n = sorted.length;
  const [least, most] = [sorted[0]!, sorted[n - 1]!];
  const noneBeyond = (share: number): number => Math.exp(n * Math.log1p(-Math.max(0, share - RESOLUTION)));
  const top = noneBeyond(law.sf(roundingInterval(dtype, most)[1]));
  const bottom = noneBeyond(law.cdf(roundingInterval(dtype, least)[0]));
  return {
    pValue: Math.min(1, 2 * Math.min(top, bottom)),
    statistic: Math.max(most - law.mean, law.mean - least) / (law.support[1] - law.mean),
    expected: `ends at ${law.support[0]} and ${law.support[1]}`,
    observed: `ends at ${least} and ${most}`,
  };
}

function unbounded({ sorted, dtype, expected: { law } }: Sample): ReturnType<Check["run"]> {
  const n = sorted.length;
  const sd = Math.sqrt(law.variance);
  const [least, most] = [sorted[0]!, sorted[n - 1]!];
  const far = Math.abs(least - law.mean) > Math.abs(most - law.mean) ? least : most;
  // Before rounding, the extreme entry lay at least as far out as the nearer of these and at most as far as the farther.
  const reached = [least, most].map((x) => distances(roundingInterval(dtype, x), law.mean));
  const nearest = Math.max(...reached.map(([near]) => near)) / sd;
  const farthest = Math.max(...reached.map(([, outer]) => outer)) / sd;
  const logBelow = (m: number): number => n * Math.log1p(-2 * normalSf(m));
  const pValue = twoSided(Math.exp(logBelow(farthest)), -Math.expm1(logBelow(nearest)));
  const typical = cut(n, 0.5);
  return {
    pValue,
    statistic: Math.abs(far - law.mean) / sd,
    expected: `about ${twoDigits(typical)} sd`,
    observed: far,
  };
}

/** The smallest and the largest distance from the mean within an interval. */
function distances([low, high]: readonly [number, number], mean: number): readonly [near: number, outer: number] {
  const [below, above] = [mean - low, high - mean];
  return [Math.max(0, -below, -above), Math.max(below, above)];
}

/** Density at the upper end, times the distance of the end from the mean. */
const limitDensity = (law: Sample["expected"]["law"]): number =>
  law.density(law.support[1]) * (law.support[1] - law.mean);

/** The m such that the largest absolute value of n normals is below m with probability p. */
function cut(n: number, p: number): number {
  let [low, high] = [0, 40];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (n * Math.log1p(-2 * normalSf(middle)) < Math.log(p)) low = middle;
    else high = middle;
  }
  return low;
}
