import type { Law } from "../../contract/law/index.js";
import { binomialSf } from "../../numeric/index.js";
import type { Dtype } from "../../weights/dtype.js";
import { cellCount, cellProbability, largestCell } from "../cells.js";
import type { Check } from "../check.js";
import { leastCell } from "../matchProbability.js";
import { atLeast, shareSeen } from "../power.js";
import type { Entries } from "../statistic/entries.js";
import { manyDraws } from "./applies.js";
import { isSpoiled } from "./uniforms.js";

/** Values that programs leave, or move entries to: 0, the mean and the ends. They need no union bound over all values. */
const likely = ({ mean, support }: Law): ReadonlySet<number> =>
  new Set([0, mean, ...support].filter(Number.isFinite).map((x) => Math.fround(x) + 0));
const LIKELY = 4;

interface EqualEntries {
  readonly value: number;
  readonly count: number;
  readonly pValue: number;
}

/**
 * The count of one value is binomial, with at most the probability of its cell. The least likely count is judged, with a union
 * bound over all values; a few likely values share half of the level.
 */
export const commonestValue: Check = {
  name: "commonest_value",
  question: "Does no single value come more often than its share?",
  tail: () => "exact",
  applies: manyDraws(100),
  run(sample) {
    const { sorted, dtype, expected } = sample;
    const { value, count, pValue } = leastLikely(sorted, expected.law, dtype);
    return {
      pValue: isSpoiled(sample) ? Number.NaN : Math.min(1, pValue),
      statistic: count,
      expected: "no value more often than its share",
      observed: count < 2 ? "no value twice" : `${value} is ${count} of ${sorted.length}`,
    };
  },
  detects: ({ n, dtype, expected: { law } }, looks) => {
    const cells = 2 * cellCount(law, dtype);
    const tail = (count: number, growth: number): number =>
      count > n * growth ? 0 : cells * binomialSf(count, n * growth, largestCell(law, dtype));
    return `a value that has ${atLeast(100 * shareSeen(looks, tail, (share, growth) => share * n * growth))}% of the entries`;
  },
};

function leastLikely(sorted: Entries, law: Law, dtype: Dtype): EqualEntries {
  const n = sorted.length;
  const cell = leastCell(law);
  const cells = cellCount(law, dtype);
  const special = likely(law);
  let least: EqualEntries = { value: Number.NaN, count: 1, pValue: 1 };
  /** The longest run so far of a value with the least probability: a run of at most this length is no less likely. */
  let seen = 1;
  for (let from = 0, i = 1; i <= n; i++) {
    if (i < n && sorted[i] === sorted[from]) continue;
    const count = i - from;
    const value = sorted[from]! + 0;
    from = i;
    if (count === 1) continue;
    const isLikely = special.has(value);
    if (count <= seen && !isLikely) continue;
    const probability = cellProbability(law, dtype, value);
    if (probability === cell) seen = Math.max(seen, count);
    const anywhere = 2 * cells * binomialSf(count, n, probability);
    // Rounding may add the probability of a neighbouring state.
    const there = isLikely ? 2 * LIKELY * binomialSf(count, n, Math.min(1, 2 * probability)) : 1;
    const pValue = Math.min(anywhere, there);
    if (pValue < least.pValue) least = { value, count, pValue };
  }
  return least;
}
