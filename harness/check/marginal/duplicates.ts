import { poissonSf, shiftedGammaSf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import { equalPairs } from "../../statistic/equalPairs.js";
import type { Check } from "../check.js";
import { type GridMoment, gridMomentOf, matchProbability } from "../matchProbability.js";
import { figure } from "../power.js";
import { manyUniforms } from "./applies.js";
import { isCoarse } from "./uniforms.js";

/**
 * Equal pairs among the entries: more than the grid of the dtype, or of a 23-bit generator, can give. Fewer are no error.
 * Where entries rarely meet, pairs are as good as independent: Poisson. Where cells hold many entries, the fuller ones make more
 * pairs in one sample than in another: the count has the variance and the third cumulant of that.
 */
export const duplicates: Check = {
  name: "duplicates",
  question: "Are there more equal entries than the number format explains?",
  tail: ({ dtype, expected: { law } }) => (isCoarse(law, dtype) ? "approximate" : "exact"),
  applies: manyUniforms(10_000),
  run({ sorted, dtype, expected: { law } }) {
    const n = sorted.length;
    const pairs = equalPairs(sorted);
    const most = ((n * (n - 1)) / 2) * matchProbability(law, dtype);
    const pValue = isCoarse(law, dtype) ? crowdedSf(pairs, most, n, gridMomentOf(law, dtype)) : poissonSf(pairs, most);
    return {
      pValue: Number.isNaN(sorted[n - 1]!) ? Number.NaN : pValue,
      statistic: pairs,
      expected: `at most about ${figure(most)} equal pairs`,
      observed: pairs,
    };
  },
  detects: ({ n }) => `a generator of fewer than ${Math.floor(Math.log2(n)) + 10} bits or so`,
};

/**
 * P(so many pairs or more), were their mean `mean`: with g the probability of an entry's own cell, less its mean, n entries add
 * n g each, and their pairs what is left.
 */
function crowdedSf(pairs: number, mean: number, n: number, moment: GridMoment): number {
  const [p2, p3, p4] = [moment(2), moment(3), moment(4)];
  const variance = mean + power(n, 3) * Math.max(0, p3 - p2 * p2);
  const own = p4 - 3 * p2 * p3 + 2 * power(p2, 3);
  const joint = p4 - 2 * p2 * p3 + power(p2, 3);
  const third = mean + power(n, 4) * Math.max(0, own + 3 * joint);
  return shiftedGammaSf((pairs - mean) / Math.sqrt(variance), third / power(variance, 1.5));
}
