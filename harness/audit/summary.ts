/** The sufficient statistics of an audit's likelihoods: one pass over the entries, whatever the number of laws. */

import type { Entries } from "../check/sample.js";
import { momentsOf } from "../check/statistic/moments.js";
import type { Law } from "../contract/law/index.js";
import type { Dtype } from "../weights/dtype.js";
import { nextUp, roundingInterval, roundTo, spacing } from "../weights/dtype.js";

export interface Summary {
  readonly entries: Entries;
  readonly dtype: Dtype;
  readonly n: number;
  readonly mean: number;
  /** Sum of (x - mean)^2. */
  readonly squares: number;
  readonly least: number;
  readonly most: number;
}

export function summaryOf(entries: Entries, dtype: Dtype): Summary {
  const n = entries.length;
  const { sums, least, most } = momentsOf([entries], 0);
  const mean = sums[0] / n;
  const { sums: central } = momentsOf([entries], mean);
  // The mean of the first pass is rounded; this corrects it.
  return { entries, dtype, n, mean: mean + central[0] / n, squares: central[1] - central[0] ** 2 / n, least, most };
}

/** How many entries lie in the outermost cells of the dtype's grid: they may be one value before rounding. */
export interface OutermostCells {
  /** The numbers of entries in the cells of the smallest value, of the largest, and of the largest magnitude. */
  readonly least: number;
  readonly most: number;
  readonly magnitude: number;
}

const counted = new WeakMap<Summary, OutermostCells>();

/** Counted once for a summary, since every fit of a bounded law needs it. */
export function outermostCells(summary: Summary): OutermostCells {
  const before = counted.get(summary);
  if (before !== undefined) return before;
  const { entries, dtype, least, most } = summary;
  const [, below] = roundingInterval(dtype, least);
  const [above] = roundingInterval(dtype, most);
  const [beyond] = roundingInterval(dtype, Math.max(-least, most));
  const counts = { least: 0, most: 0, magnitude: 0 };
  for (let k = 0; k < entries.length; k++) {
    const x = entries[k]!;
    if (x < below) counts.least++;
    if (x > above) counts.most++;
    if (Math.abs(x) > beyond) counts.magnitude++;
  }
  counted.set(summary, counts);
  return counts;
}

/** Families whose log-density is a quadratic within the support. */
const QUADRATIC: readonly string[] = ["normal", "uniform", "truncated_normal"];
/** Number of entries, at even distances, that the likelihood of any other family is computed from. */
const ENOUGH = 4096;

/**
 * The log-likelihood in nats of the entries as independent draws from the law; minus infinity if an entry lies outside the
 * support by more than rounding. All laws have densities with respect to one measure, so that differences are comparable.
 */
export function logLikelihood(law: Law, summary: Summary): number {
  const { n, least, most, dtype } = summary;
  if (n === 0) return 0;
  const [low, high] = law.support;
  if (most > nextUp(dtype, roundTo(dtype, high)) || least < -nextUp(dtype, -roundTo(dtype, low))) {
    return Number.NEGATIVE_INFINITY;
  }
  return QUADRATIC.includes(law.family) && law.variance > 0 ? byMoments(law, summary) : byEntries(law, summary);
}

function byMoments(law: Law, { n, mean, squares }: Summary): number {
  const middle = law.mean;
  const [low, high] = law.support;
  const step = Math.min(Math.sqrt(law.variance), (high - middle) / 2, (middle - low) / 2);
  const [before, at, after] = [-step, 0, step].map((d) => Math.log(law.density(middle + d))) as [
    number,
    number,
    number,
  ];
  const bend = (before - 2 * at + after) / (2 * step * step);
  const slope = (after - before) / (2 * step);
  const off = mean - middle;
  return n * (at + slope * off) + bend * (squares + n * off * off);
}

function byEntries(law: Law, { n, entries }: Summary): number {
  const count = Math.min(n, ENOUGH);
  let sum = 0;
  for (let k = 0; k < count; k++) {
    const x = entries[Math.floor((k * n) / count)]!;
    // The end of a support may be rounded outwards, where the density is 0.
    const within = Math.min(law.support[1], Math.max(law.support[0], x));
    sum += Math.log(Math.max(law.density(within), Number.MIN_VALUE));
  }
  return (sum * n) / count;
}

/** Sum over the entries of the variance that rounding to the dtype adds: a twelfth of the squared cell (Sheppard 1898). */
export function roundingSquares({ entries, dtype }: Summary): number {
  if (dtype === "float64" || dtype === "float32") return 0;
  let sum = 0;
  for (const x of entries) sum += spacing(dtype, x) ** 2;
  return sum / 12;
}
