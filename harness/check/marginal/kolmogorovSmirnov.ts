import { kolmogorovTails } from "../../numeric/kolmogorov/index.js";
import { roundingInterval } from "../../weights/dtype.js";
import type { Check, Look } from "../check.js";
import { atLeast, reachOf, twoSided } from "../power.js";
import type { Sample } from "../sample.js";
import { intervalDistance, sortedDistance } from "../statistic/kolmogorov.js";
import { manyDraws } from "./applies.js";
import { isCoarse } from "./uniforms.js";

/**
 * Both tails of the exact law: too far from the law, or too close to it to be random. On a coarse grid each value is replaced by
 * its rounding interval: D is then at most that of the unrounded sample, and only the upper tail is used.
 */
export const kolmogorovSmirnov: Check = {
  name: "kolmogorov_smirnov",
  question: "Does the whole distribution follow the law?",
  tail: () => "exact",
  applies: manyDraws(10),
  run(sample) {
    const { n, sorted } = sample;
    const { law } = sample.expected;
    const coarse = isCoarse(law, sample.dtype);
    const d = coarse ? coarseDistance(sample) : sortedDistance(sorted, law.cdf);
    const { lower, upper } = kolmogorovTails(n, d);
    const pValue = coarse ? upper : twoSided(lower, upper);
    return { pValue, statistic: d, expected: "D of a random sample", observed: d };
  },
  detects: ({ n }, looks) => `a distribution off by ${atLeast(distanceSeen(n, looks))} in probability`,
};

/** Where F is 1/2, the empirical distribution of n entries has a standard deviation of 1 / (2 sqrt n). */
export function distanceSeen(n: number, looks: readonly Look[]): number {
  const criticals = looks.map(({ level }) => Math.sqrt(-2 * Math.log(level / 4)));
  return reachOf(looks, criticals) / (2 * Math.sqrt(n));
}

/** The ends of rounding intervals have the order of the values. */
function coarseDistance({ sorted, dtype, expected: { law } }: Sample): number {
  const ends = (end: 0 | 1): Float64Array => Float64Array.from(sorted, (x) => roundingInterval(dtype, x)[end]);
  return intervalDistance(ends(0), ends(1), law.cdf);
}
