import { roundingInterval } from "../../format/dtype.js";
import { kolmogorovTails } from "../../numeric/kolmogorov/index.js";
import type { Sample } from "../../sample.js";
import { sortedDistance } from "../../statistic/kolmogorov.js";
import type { Check } from "../check.js";
import { figure, twoSided } from "../power.js";
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
  detects: ({ n }, alpha) =>
    `a distribution off by ${figure((Math.sqrt(-Math.log(alpha / 4) / 2) + 0.6) / Math.sqrt(n))} in probability`,
};

function intervalDistance({ sorted, dtype, expected: { law } }: Sample): number {
  const n = sorted.length;
  let d = 0;
  for (let i = 0; i < n; i++) {
    const [low, high] = roundingInterval(dtype, sorted[i]!);
    d = Math.max(d, (i + 1) / n - law.cdf(high), law.cdf(low) - i / n);
  }
  return d;
}
