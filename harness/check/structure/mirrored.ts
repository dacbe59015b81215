import { isSymmetric } from "../../contract/law/index.js";
import { binomialSf } from "../../numeric/index.js";
import type { Check, Prospect } from "../check.js";
import { manyDraws } from "../marginal/applies.js";
import { isCoarse, isSpoiled } from "../marginal/uniforms.js";
import { leastCell } from "../matchProbability.js";
import { atLeast, shareSeen, twoDigits } from "../power.js";
import type { Sample } from "../sample.js";
import type { Entries } from "../statistic/entries.js";
import { sorted } from "../statistic/sorted.js";

/**
 * The most entries that are compared: the first of the sample. The share that chance explains grows with them: beyond
 * 2^22 every entry may have a mirror image by chance, and no number of pairs would be too many.
 */
const MOST = 2 ** 17;

/** The largest probability of one value, given its sign: twice that without. */
const cellOf = ({ expected: { law } }: Pick<Prospect, "expected">): number => 2 * leastCell(law);

/**
 * Positive entries whose negatives are entries too: for each the probability is at most that of all negative values,
 * independently of the others, so their number is bounded by a binomial. Antithetic draws give such pairs at any places.
 */
export const mirrored: Check = {
  name: "mirrored",
  question: "Do no more entries have equal magnitudes and opposite signs than by chance?",
  tail: () => "exact",
  applies: (prospect) => {
    const { expected, dtype } = prospect;
    return (
      manyDraws(100)(prospect) && expected.law.mean === 0 && isSymmetric(expected.law) && !isCoarse(expected.law, dtype)
    );
  },
  run(sample) {
    // A sample with NaN cannot be searched.
    const { positives, negatives, hits } = matches(isSpoiled(sample) ? new Float64Array(0) : ascending(sample));
    const probability = Math.min(1, negatives * cellOf(sample));
    return {
      pValue: isSpoiled(sample) ? Number.NaN : binomialSf(hits, positives, probability),
      statistic: hits,
      expected: `at most about ${twoDigits(positives * probability)} pairs x and -x`,
      observed: `${hits} of ${positives}`,
    };
  },
  detects: (prospect, looks) => {
    const half = (growth: number): number => Math.floor(Math.min(MOST, prospect.n * growth) / 2);
    const chance = (growth: number): number => Math.min(1, half(growth) * cellOf(prospect));
    const tail = (count: number, growth: number): number =>
      count > half(growth) ? 0 : binomialSf(count, half(growth), chance(growth));
    // An entry and its mirror image, which may lie anywhere in the tensor, must both be among the compared entries.
    const inView = Math.min(1, MOST / prospect.expected.shape.size);
    const mean = (share: number, growth: number): number => half(growth) * share * inView;
    return `${atLeast(100 * shareSeen(looks, tail, mean))}% of the entries mirrored by others`;
  },
};

function ascending({ n, sorted: all, random }: Sample): Entries {
  if (n <= MOST) return all;
  const parts: Entries[] = [];
  for (let k = 0, left = MOST; left > 0; left -= random[k++]!.length) parts.push(random[k]!.subarray(0, left));
  return sorted(parts);
}

/** The number of positive entries, of distinct negative values, and of positive entries whose negative is one of these. */
function matches(sorted: Entries): { positives: number; negatives: number; hits: number } {
  let first = 0;
  for (let high = sorted.length; first < high; ) {
    const middle = (first + high) >>> 1;
    if (sorted[middle]! > 0) high = middle;
    else first = middle + 1;
  }
  let [negatives, hits] = [0, 0];
  let below = first - 1;
  while (below >= 0 && sorted[below] === 0) below--;
  let above = first;
  while (below >= 0) {
    const size = -sorted[below]!;
    negatives++;
    while (above < sorted.length && sorted[above]! < size) above++;
    while (above < sorted.length && sorted[above] === size) {
      hits++;
      above++;
    }
    do below--;
    while (below >= 0 && -sorted[below]! === size);
  }
  return { positives: sorted.length - first, negatives, hits };
}
