/** The picture of a failed case: quantiles of its entries, of the documented law, and of the law that the diagnosis names. */

import type { Sample } from "../check/sample.js";
import type { Law } from "../contract/law/index.js";
import type { Picture } from "../record/index.js";

/** Percentiles 1 to 99, and the far tails. */
const PROBABILITIES = [0.001, ...Array.from({ length: 99 }, (_, at) => (at + 1) / 100), 0.999];

/**
 * Quantiles, at the same probabilities, of a sample's random entries, of the law that they should follow, and of the law that the
 * diagnosis names, if any.
 *
 * @returns undefined if there is nothing to draw: no random entries, entries that are not finite, or a law of one value.
 */
export function pictureOf(sample: Sample, diagnosed?: Law): Picture | undefined {
  const { expected, n } = sample;
  if (expected.joint === "exact" || n === 0 || !(expected.law.variance > 0)) return undefined;
  const { sorted } = sample;
  const observed = PROBABILITIES.map((p) => sorted[Math.min(n - 1, Math.floor(p * n))]!);
  const documented = PROBABILITIES.map((p) => expected.law.quantile(p));
  if (![...observed, ...documented].every(Number.isFinite)) return undefined;
  const named = diagnosed === undefined ? null : PROBABILITIES.map((p) => diagnosed.quantile(p));
  return {
    probabilities: PROBABILITIES,
    observed,
    documented,
    diagnosed: named?.every(Number.isFinite) ? named : null,
  };
}
