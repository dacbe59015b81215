/**
 * The probability that two correct draws are equal: it tells whether equal entries, rows and tensors are a coincidence or a
 * fault.
 */

import type { Law } from "../contract/law/index.js";
import { gaussLegendre, lnGamma } from "../numeric/index.js";
import { power } from "../numeric/power.js";
import { type Dtype, spacing } from "../weights/dtype.js";
import { perLaw } from "./perLaw.js";

/** Correct generators differ in resolution; 23 bits is the lowest in use for float32. */
const LEAST_BITS = 23;
/** Three equal values are three pairs at once: the pair count varies a little more than a Poisson count. */
const ALLOWANCE = 1.05;

/** The largest probability of one value under a correct generator of the lowest resolution in use. */
export const leastCell = ({ family }: Law): number => 2 ** -LEAST_BITS * (family === "uniform" ? 1 : 2);

/** The largest probability that two correct draws are equal. */
export const matchProbability = perLaw((law, dtype) => {
  const fine = dtype === "float32" || dtype === "float64";
  const least = fine ? leastCell(law) : 0;
  return Math.min(1, ALLOWANCE * Math.max(gridMomentOf(law, dtype)(2), least));
});

/** Agreement of a smaller probability is no coincidence: far below any share of alpha, even for the best of a million pairs. */
const NO_CHANCE = 1e-40;

/** The fewest entries whose agreement can be a fault: fewer may agree under any law. */
export const FEWEST_ALIKE = 8;

/** The number of equal entries at which two rows, or tensors, do not agree by chance; infinite if the law has one value only. */
export function coincidence(law: Law, dtype: Dtype): number {
  const match = matchProbability(law, dtype);
  return match < 1
    ? Math.max(FEWEST_ALIKE, Math.ceil(Math.log(NO_CHANCE) / Math.log(match)))
    : Number.POSITIVE_INFINITY;
}

/**
 * The same if entries may agree in any order and with any signs: n entries can in n! 2^n ways. Infinite if no number is enough.
 */
export function coincidenceInAnyOrder(law: Law, dtype: Dtype): number {
  const match = matchProbability(law, dtype);
  for (
    let n = 8, log = lnGamma(n + 1) + n * Math.log(2 * match);
    2 * match * n < 1;
    n++, log += Math.log(2 * match * n)
  ) {
    if (log <= Math.log(NO_CHANCE)) return n;
  }
  return Number.POSITIVE_INFINITY;
}

/** Sum of p^k over the cells of the dtype. */
export type GridMoment = (k: number) => number;

const RULE = gaussLegendre(12);

/**
 * The integral of density^k times spacing^(k - 1), binade by binade: for k = 2 at least the sum (by Cauchy and Schwarz), and
 * within 1% of it if cells are fine: the cells at a power of two are narrower on one side.
 */
export const gridMomentOf =
  (law: Law, dtype: Dtype): GridMoment =>
  (k) => {
    const sd = Math.sqrt(law.variance);
    const [low, high] = [Math.max(law.support[0], law.mean - 9 * sd), Math.min(law.support[1], law.mean + 9 * sd)];
    const largest = Math.max(Math.abs(low), Math.abs(high));
    let sum = 0;
    for (let exponent = Math.ceil(Math.log2(largest)), binade = 0; binade < BINADES; binade++, exponent--) {
      const [near, far] = [binade === BINADES - 1 ? 0 : 2 ** (exponent - 1), 2 ** exponent];
      sum +=
        power(spacing(dtype, near), k - 1) *
        (integral(law, k, Math.max(low, near), Math.min(high, far)) +
          integral(law, k, Math.max(low, -far), Math.min(high, -near)));
    }
    return sum;
  };

/** The number of binades; the last is extended to 0. Each adds at most a quarter of what the one before it adds. */
const BINADES = 24;
/** Panels with 12 nodes each: the widest panel of a normal density is 1.1 standard deviations. */
const PANELS = 4;

/** The integral of density^k. */
function integral(law: Law, k: number, from: number, to: number): number {
  if (!(to > from)) return 0;
  const width = (to - from) / PANELS;
  let sum = 0;
  for (let panel = 0; panel < PANELS; panel++) {
    for (let i = 0; i < RULE.nodes.length; i++) {
      const x = from + (panel + (1 + RULE.nodes[i]!) / 2) * width;
      sum += (RULE.weights[i]! * width * power(law.density(x), k)) / 2;
    }
  }
  return sum;
}
