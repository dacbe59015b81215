/** The probability of single values: the scale for a value that comes too often, or in too many tensors. */

import { type Law, standardDeviation } from "../contract/law/index.js";
import { type Dtype, gridOf, roundingInterval, spacing } from "../weights/dtype.js";
import { leastCell } from "./matchProbability.js";
import { perLaw } from "./perLaw.js";

/**
 * An upper bound of the probability of one value of the dtype: the numbers that round to it, or one state of a coarse generator.
 */
export function cellProbability(law: Law, dtype: Dtype, value: number): number {
  const [low, high] = roundingInterval(dtype, value);
  return Math.min(1, Math.max(leastCell(law), law.cdf(high) - law.cdf(low)));
}

/**
 * The number of values in a union bound: all of a 16-bit format; elsewhere at most 2 / leastCell values have more than half of
 * leastCell.
 */
export function cellCount(law: Law, dtype: Dtype): number {
  const { itemSize } = gridOf(dtype);
  return itemSize === 2 ? 2 ** 16 : 2 / leastCell(law);
}

/** An upper bound of the largest probability of one value, for a law whose density falls on both sides of its mean. */
export const largestCell = perLaw((law, dtype) => {
  const sd = standardDeviation(law);
  const [low, high] = [Math.max(law.support[0], law.mean - 9 * sd), Math.min(law.support[1], law.mean + 9 * sd)];
  const furthest = Math.max(Math.abs(low), Math.abs(high));
  let most = leastCell(law);
  for (let power = Math.ceil(Math.log2(furthest)), k = 0; k < 40; k++, power--) {
    const [near, far] = [k === 39 ? 0 : 2 ** (power - 1), 2 ** power];
    const step = spacing(dtype, near);
    for (const [from, to] of [
      [near, far],
      [-far, -near],
    ] as const) {
      if (to < low || from > high) continue;
      const densest = Math.min(Math.max(law.mean, from, low), to, high);
      most = Math.max(most, step * law.density(densest));
    }
  }
  return Math.min(1, most);
});
