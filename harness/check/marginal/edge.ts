import { roundingInterval } from "../../format/dtype.js";
import { isBounded } from "../../law/index.js";
import { normalSf } from "../../numeric/index.js";
import type { Sample } from "../../sample.js";
import type { Check } from "../check.js";
import { atLeast, figure, twoSided } from "../power.js";
import { manyDraws } from "./applies.js";

/**
 * The largest entries against the exact law of extremes. For a bounded law only "too far from the end" is asked (`support`
 * asks the rest): its error shrinks as 1/n, so it sees a limit off by parts in a million that no moment does.
 */
export const edge: Check = {
  name: "edge",
  question: "Do the extremes reach as far as the law's, and no further?",
  tail: () => "exact",
  applies: (prospect) =>
    manyDraws(1000)(prospect) && (isBounded(prospect.expected.law) || prospect.expected.law.family === "normal"),
  run: (sample) => (isBounded(sample.expected.law) ? bounded(sample) : unbounded(sample)),
  detects: ({ n, expected: { law } }, looks) => {
    // Entries expected beyond what was seen, for p to be at every look's level; there are fewer beyond the end itself.
    const missing = Math.max(...looks.map(({ level, growth }) => Math.log(2 / level) / growth));
    return isBounded(law)
      ? `a limit too small by ${atLeast((100 * missing) / (n * limitDensity(law)))}%`
      : `tails cut at ${Math.floor(100 * cut(n, Math.exp(-missing))) / 100} sd`;
  },
};

function bounded({ sorted, dtype, expected: { law } }: Sample): ReturnType<Check["run"]> {
  const n = sorted.length;
  const [least, most] = [sorted[0]!, sorted[n - 1]!];
  const top = Math.exp(n * Math.log1p(-law.sf(roundingInterval(dtype, most)[1])));
  const bottom = Math.exp(n * Math.log1p(-law.cdf(roundingInterval(dtype, least)[0])));
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
  const far = Math.abs(sorted[0]! - law.mean) > Math.abs(sorted[n - 1]! - law.mean) ? sorted[0]! : sorted[n - 1]!;
  const ends = roundingInterval(dtype, far).map((x) => Math.abs(x - law.mean) / sd);
  const logBelow = (m: number): number => n * Math.log1p(-2 * normalSf(m));
  const pValue = twoSided(Math.exp(logBelow(Math.max(...ends))), -Math.expm1(logBelow(Math.min(...ends))));
  const typical = cut(n, 0.5);
  return { pValue, statistic: Math.abs(far - law.mean) / sd, expected: `about ${figure(typical)} sd`, observed: far };
}

/** Density at the upper end, times the distance from the mean: how fast probability runs out there. */
const limitDensity = (law: Sample["expected"]["law"]): number =>
  law.density(law.support[1]) * (law.support[1] - law.mean);

/** The m that the largest of n normals stays below with probability p. */
function cut(n: number, p: number): number {
  let [low, high] = [0, 40];
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (n * Math.log1p(-2 * normalSf(middle)) < Math.log(p)) low = middle;
    else high = middle;
  }
  return low;
}
