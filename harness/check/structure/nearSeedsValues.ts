import { binomialSf } from "../../numeric/index.js";
import { largestCell } from "../cells.js";
import type { Check, Prospect } from "../check.js";
import { isCoarse } from "../marginal/uniforms.js";
import { KINDS, nearPairs, nearSeedsOf } from "../near.js";
import { atLeast, shareSeen, twoDigits } from "../power.js";
import type { Entries } from "../sample.js";
import { independentEntries } from "./applies.js";

/**
 * The most entries of the near tensor, spread evenly over it, that are searched for among all entries of the first one:
 * a stream that is moved by many places (18,669 of the 150,000 of a matrix in MXNet) shares none of the first ones.
 */
const MOST = 2 ** 14;

/** The most entries of the first tensor that are searched: its beginning. */
const WHOLE = 2 ** 20;

/** An upper bound of the probability of one magnitude, with either sign. */
const cellOf = ({ expected: { law }, dtype }: Pick<Prospect, "expected" | "dtype">): number =>
  2 * largestCell(law, dtype);

/**
 * Entries of tensors with near seeds whose magnitudes occur in the first tensor, at any place: for each entry the probability is
 * at most that of all magnitudes of the first tensor, so their number is bounded by a binomial.
 */
export const nearSeedsValues: Check = {
  name: "near_seeds_values",
  question: "Do near seeds share no more values than by chance?",
  tail: () => "exact",
  applies: (prospect) =>
    prospect.reseeded &&
    prospect.tensors >= 2 &&
    independentEntries(100)(prospect) &&
    !isCoarse(prospect.expected.law, prospect.dtype),
  run(sample) {
    const pairs = nearPairs(sample);
    let [shared, count, most, spoiled] = [0, 0, 0, false];
    // Several near tensors have one first tensor, which is sorted once.
    let sorted: Entries | undefined;
    let own: Entries = new Float64Array();
    for (const { first, near } of pairs) {
      if (first !== sorted) [sorted, own] = [first, magnitudes(first.subarray(0, WHOLE))];
      const other = magnitudes(spread(near, MOST));
      spoiled ||= Number.isNaN(own.at(-1)) || Number.isNaN(other.at(-1));
      const { different, hits } = sharedWith(own, other);
      shared += hits;
      count += other.length;
      most = Math.max(most, different);
    }
    const probability = Math.min(1, most * cellOf(sample));
    return {
      pValue: spoiled ? Number.NaN : binomialSf(shared, count, probability),
      statistic: shared,
      expected: `at most about ${twoDigits(count * probability)} shared values`,
      observed: shared,
    };
  },
  detects: (prospect, looks) => {
    const { shape } = prospect.expected;
    const all = Math.min(shape.size, MOST) * nearSeedsOf(shape.size) * KINDS.length;
    const chance = Math.min(1, Math.min(shape.size, WHOLE) * cellOf(prospect));
    const tail = (count: number, growth: number): number =>
      count > all * growth ? 0 : binomialSf(count, all * growth, chance);
    return `${atLeast(100 * shareSeen(looks, tail, (share, growth) => share * all * growth))}% of the values shared`;
  },
};

const magnitudes = (entries: Entries): Entries => entries.map(Math.abs).sort();

/** At most `count` entries of a tensor, at even distances. */
const spread = (tensor: Entries, count: number): Entries =>
  tensor.length <= count
    ? tensor
    : Float64Array.from({ length: count }, (_, k) => tensor[Math.floor((k * tensor.length) / count)]!);

/** The number of distinct values of the first, and of entries of the second that are among them; both ascend. */
function sharedWith(own: Entries, other: Entries): { different: number; hits: number } {
  let [different, hits, at] = [0, 0, 0];
  for (let k = 0; k < own.length; k++) {
    const x = own[k]!;
    if (k > 0 && x === own[k - 1]) continue;
    different++;
    while (at < other.length && other[at]! < x) at++;
    for (; at < other.length && other[at] === x; at++) hits++;
  }
  return { different, hits };
}
