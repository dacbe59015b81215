import { roundingInterval } from "../../format/dtype.js";
import { kolmogorovTails } from "../../numeric/kolmogorov/index.js";
import type { Sample } from "../../sample.js";
import { sortedDistance } from "../../statistic/kolmogorov.js";
import type { Check, Look } from "../check.js";
import { atLeast, reachOf, twoSided } from "../power.js";
import { manyDraws } from "./applies.js";
import { isCoarse } from "./uniforms.js";

/**
 * Both tails of the exact law: too far from the law, and too near to it to be random. On a coarse grid each value stands for
 * its rounding interval: D is then at most that of the unrounded sample, and only its upper tail speaks.
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
    const d = coarse ? intervalDistance(sample) : sortedDistance(sorted, law.cdf);
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

function intervalDistance({ sorted, dtype, expected: { law } }: Sample): number {
  const n = sorted.length;
  let d = 0;
  for (let i = 0; i < n; i++) {
    const [low, high] = roundingInterval(dtype, sorted[i]!);
    d = Math.max(d, (i + 1) / n - law.cdf(high), law.cdf(low) - i / n);
  }
  return d;
}
