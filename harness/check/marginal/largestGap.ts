import type { Law } from "../../contract/law/index.js";
import { type Dtype, roundingInterval } from "../../weights/dtype.js";
import type { Check } from "../check.js";
import { leastCell } from "../matchProbability.js";
import { atLeast, twoDigits } from "../power.js";
import type { Entries } from "../statistic/entries.js";
import { manyDraws } from "./applies.js";
import { isSpoiled } from "./uniforms.js";

/** An interval without entries between two neighbours, and its probability under the law. */
interface Gap {
  readonly from: number;
  readonly to: number;
  readonly probability: number;
}

/**
 * The most probable interval without an entry. Some spacing of n uniforms exceeds g with probability at most (n - 1)(1 - g)^n;
 * the spacing around the median does with probability (1 - g)^n (1 + n g / (1 - g)), exactly (Pyke 1965). Programs leave out
 * values near 0, so that spacing has half of the level. Rounding, and the states of a coarse generator, are subtracted from the
 * gap.
 */
export const largestGap: Check = {
  name: "largest_gap",
  question: "Is no stretch of the law's range left out?",
  tail: () => "exact",
  applies: manyDraws(100),
  run(sample) {
    const { sorted, dtype, expected } = sample;
    const { law } = expected;
    const n = sorted.length;
    const allowance = 2 * leastCell(law);
    const widest = widestGap(sorted, law, dtype);
    const middle = gapAround(law.quantile(0.5), sorted, law, dtype);
    const [g, m] = [widest, middle].map(({ probability }) => Math.max(0, probability - allowance)) as [number, number];
    const anywhere = (n - 1) * Math.exp(n * Math.log1p(-g));
    const around = Math.exp(n * Math.log1p(-m)) * (1 + (n * m) / (1 - m));
    const { from, to, probability } = around < anywhere ? middle : widest;
    return {
      pValue: isSpoiled(sample) ? Number.NaN : Math.min(1, 2 * Math.min(anywhere, around)),
      statistic: n * probability,
      expected: `at most some ${twoDigits(Math.log(n))} / ${n} of the law without an entry`,
      observed: `none between ${twoDigits(from)} and ${twoDigits(to)}, ${twoDigits(probability)} of the law`,
    };
  },
  detects: ({ n, expected: { law } }, looks) => {
    const gaps = looks.map(({ level, growth }) => Math.log((2 * n * growth) / level) / (n * growth));
    return `a gap of ${atLeast(100 * (Math.max(...gaps) + 2 * leastCell(law)))}% of the law`;
  },
};

/** Intervals of equal probability, each with one bound of the density. */
const CELLS = 256;

function widestGap(sorted: Entries, law: Law, dtype: Dtype): Gap {
  const ends = Array.from({ length: CELLS + 1 }, (_, k) => law.quantile(k / CELLS));
  const densest = Array.from({ length: CELLS }, (_, k) => {
    const [low, high] = [ends[k]!, ends[k + 1]!];
    const inner = Math.min(high, Math.max(low, law.mean));
    return Math.max(...[low, high, inner].filter(Number.isFinite).map(law.density));
  });
  let best: Gap = { from: Number.NaN, to: Number.NaN, probability: 0 };
  let [cell, limit] = [0, 0];
  for (let i = 1; i < sorted.length; i++) {
    const [from, to] = [sorted[i - 1]!, sorted[i]!];
    const crosses = cell < CELLS - 1 && to >= ends[cell + 1]!;
    if (crosses || to - from > limit) {
      const gap = gapBetween(from, to, law, dtype);
      if (gap.probability > best.probability) best = gap;
      while (cell < CELLS - 1 && to >= ends[cell + 1]!) cell++;
      limit = best.probability / densest[cell]!;
    }
  }
  return best;
}

function gapAround(x: number, sorted: Entries, law: Law, dtype: Dtype): Gap {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return gapBetween(sorted[low - 1] ?? law.support[0], sorted[low] ?? law.support[1], law, dtype);
}

/** The gap between the reals that round to the two values. */
function gapBetween(from: number, to: number, law: Law, dtype: Dtype): Gap {
  const [low, high] = [roundingInterval(dtype, from)[1], roundingInterval(dtype, to)[0]];
  return { from, to, probability: Math.max(0, law.cdf(high) - law.cdf(low)) };
}
