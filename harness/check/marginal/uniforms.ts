/**
 * The entries as uniforms: u = F(x), if the law holds. If the cells of the dtype are not negligible (16 bits; a large mean with a
 * small spread), each u is spread evenly over the probability of its cell, with a stream that the sample determines: exact and
 * reproducible.
 */

import { type Law, standardDeviation } from "../../contract/law/index.js";
import { type Dtype, roundingInterval, spacing } from "../../weights/dtype.js";
import { ownWords } from "../ownStream.js";
import type { Sample } from "../sample.js";
import type { Entries } from "../statistic/entries.js";
import { type Goodness, goodnessOf } from "../statistic/goodness.js";

/** A goodness-of-fit test of a hundred million entries detects cells wider than this share of a standard deviation. */
const NEGLIGIBLE = 1e-6;

export function isCoarse(law: Law, dtype: Dtype): boolean {
  const sd = standardDeviation(law);
  return spacing(dtype, Math.abs(law.mean) + 2 * sd) > NEGLIGIBLE * sd;
}

/** Entries in ascending order, and the map to uniforms: u is computed only when needed. */
interface Ordered {
  readonly entries: Entries;
  cdf(x: number): number;
  readonly support: readonly [number, number];
}

const ordered = new WeakMap<Sample, Ordered>();
const computed = new WeakMap<Sample, Goodness>();

function orderedOf(sample: Sample): Ordered {
  let held = ordered.get(sample);
  if (held === undefined) {
    const { cdf, support } = sample.expected.law;
    held = isCoarse(sample.expected.law, sample.dtype)
      ? {
          entries: spreadUniforms(sample.values, sample.dtype, sample.expected.law).sort(),
          cdf: (u) => u,
          support: [0, 1],
        }
      : { entries: sample.sorted, cdf, support };
    ordered.set(sample, held);
  }
  return held;
}

/** The sums over u that the goodness-of-fit tests share. */
export function goodness(sample: Sample): Goodness {
  let held = computed.get(sample);
  if (held === undefined) {
    const { entries, cdf, support } = orderedOf(sample);
    held = goodnessOf(entries, cdf, support);
    computed.set(sample, held);
  }
  return held;
}

/** The number of u below p; NaN is below nothing. */
export const countBelow = (sample: Sample, p: number): number => count(orderedOf(sample), (u) => u < p);

/** The number of u at most p. */
export const countAtMost = (sample: Sample, p: number): number => count(orderedOf(sample), (u) => u <= p);

/** Whether some entry is NaN. */
export const isSpoiled = (sample: Sample): boolean => Number.isNaN(sample.sorted[sample.n - 1]!);

/** The number of entries before the first whose u fails the test, by bisection. */
function count({ entries, cdf }: Ordered, holds: (u: number) => boolean): number {
  let [low, high] = [0, entries.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(cdf(entries[middle]!))) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** u for values on a coarse grid, spread evenly over the probability of their cells, in the order of the values. */
export function spreadUniforms(values: Float64Array, dtype: Dtype, law: Law): Float64Array {
  const read = ownWords([values], "spread over cells");
  return values.map((x) => {
    const [low, high] = roundingInterval(dtype, x);
    const from = law.cdf(low);
    return from + (law.cdf(high) - from) * ((read() + 0.5) / 2 ** 32);
  });
}
