import type { Law } from "../../contract/law/index.js";
import { poissonSf, shiftedGammaSf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import type { Dtype } from "../../weights/dtype.js";
import type { Check, Look } from "../check.js";
import { type GridMoment, gridMomentOf, matchProbability } from "../matchProbability.js";
import { POWER, twoDigits } from "../power.js";
import { equalPairs } from "../statistic/equalPairs.js";
import { manyUniforms } from "./applies.js";
import { isCoarse } from "./uniforms.js";

/**
 * Equal pairs among the entries: more than the grid of the dtype, or of a 23-bit generator, explains. Fewer are no fault. If
 * equal pairs are rare, they are nearly independent and their count is Poisson. If cells hold many entries, the count also varies
 * with the probability of the cells that were drawn: the null law has that variance and third cumulant.
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
    return {
      pValue: Number.isNaN(sorted[n - 1]!) ? Number.NaN : tailOf(law, dtype)(pairs, most, n),
      statistic: pairs,
      expected: `at most about ${twoDigits(most)} equal pairs`,
      observed: pairs,
    };
  },
  detects: ({ n, dtype, expected: { law } }, looks) =>
    `a generator of ${bitsSeen(n, matchProbability(law, dtype), tailOf(law, dtype), looks)} bits or fewer`,
};

/** P(at least `pairs` equal pairs among n entries), if their mean is `mean`. */
type PairsTail = (pairs: number, mean: number, n: number) => number;

const tailOf = (law: Law, dtype: Dtype): PairsTail =>
  isCoarse(law, dtype)
    ? (pairs, mean, n) => crowdedSf(pairs, mean, n, gridMomentOf(law, dtype))
    : (pairs, mean) => poissonSf(pairs, mean);

/**
 * P(at least `pairs` equal pairs), if their mean is `mean`: with g the probability of an entry's own cell less its mean, each of
 * n entries contributes n g to the count; the rest varies independently in each pair.
 */
function crowdedSf(pairs: number, mean: number, n: number, moment: GridMoment): number {
  const [p2, p3, p4] = [moment(2), moment(3), moment(4)];
  const variance = mean + power(n, 3) * Math.max(0, p3 - p2 * p2);
  const own = p4 - 3 * p2 * p3 + 2 * power(p2, 3);
  const joint = p4 - 2 * p2 * p3 + power(p2, 3);
  const third = mean + power(n, 4) * Math.max(0, own + 3 * joint);
  return shiftedGammaSf((pairs - mean) / Math.sqrt(variance), third / power(variance, 1.5));
}

/**
 * The number of bits of the finest generator whose excess of equal pairs is detected with 90% power; `match` is the
 * match probability of the law.
 */
function bitsSeen(n: number, match: number, tail: PairsTail, looks: readonly Look[]): number {
  const tests = looks.map(({ level, growth }) => {
    const entries = n * growth;
    const pairs = (entries * (entries - 1)) / 2;
    const critical = leastCount((count) => tail(count, pairs * match, entries) <= level, pairs * match);
    return { pairs, critical };
  });
  const caught = (bits: number): number =>
    tests.reduce((all, { pairs, critical }) => all * poissonSf(critical, pairs * 2 ** -bits), 1);
  let bits = Math.floor(-Math.log2(match));
  while (bits > 1 && !(caught(bits) >= POWER)) bits--;
  return bits;
}

/** The smallest integer above `from` that rejects; every larger one rejects too. */
function leastCount(rejects: (count: number) => boolean, from: number): number {
  let [low, high] = [Math.floor(from), Math.ceil(2 * from) + 1];
  while (!rejects(high)) [low, high] = [high, 2 * high];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (rejects(middle)) high = middle;
    else low = middle;
  }
  return high;
}
