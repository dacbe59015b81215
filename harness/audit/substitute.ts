/**
 * Parameters at which a fitted law is tested. At the estimates themselves the law would be too close to the entries, and every
 * p-value wrong. Durbin (1961, "Some methods of constructing exact tests", Biometrika 48, 41) replaces the complete sufficient
 * statistic by one drawn afresh: under N(m, s) the standardised entries (x - mean) / sd are independent of mean and sd, so with M
 * and S drawn as the mean and the sd of as many standard normals, S (x - mean) / sd + M are independent standard normals,
 * exactly. In other words, the entries are tested as N(m*, s*), s* = sd / S, m* = mean - s* M, by tests with known parameters.
 * For a uniform the ends of the sample are this statistic, and the p-values are exact too. For a truncated normal they are not
 * sufficient, but determine the scale to a relative 1/n; such a law is tested at three draws, and holds if one of them does.
 */

import type { Law } from "../contract/law/index.js";
import { betaI, chiSquareQuantile, normalQuantile } from "../numeric/index.js";
import { openStream, wordReader } from "../random/index.js";
import { type Dtype, roundingInterval } from "../weights/dtype.js";
import { outermostCells, roundingSquares, type Summary } from "./summary.js";

/** Uniform numbers in (0, 1) that depend on the name only, never on the entries. */
export type Chance = () => number;

export function chanceOf(name: string): Chance {
  const read = wordReader(openStream(0, name));
  return () => (read() + 0.5) / 2 ** 32;
}

/** The standard deviation at which N(0, sd) is tested. */
export function substitutedSpread(summary: Summary, chance: Chance): number {
  const { n, squares, mean } = summary;
  return Math.sqrt((squares + n * mean * mean - roundingSquares(summary)) / chiSquareQuantile(chance(), n));
}

/** The mean and standard deviation at which N(mean, sd) is tested. */
export function substitutedNormal(summary: Summary, chance: Chance): { readonly mean: number; readonly sd: number } {
  const { n, squares, mean } = summary;
  const sd = Math.sqrt((squares - roundingSquares(summary)) / chiSquareQuantile(chance(), n - 1));
  return { mean: mean - (sd * normalQuantile(chance())) / Math.sqrt(n), sd };
}

/** The end b at which a law on [-b, b] is tested; `unit` is the law on [-1, 1], symmetric. */
export function substitutedEnd(summary: Summary, unit: Law, chance: Chance): number {
  const { n, least, most, dtype } = summary;
  const [low, high] = cellOf(dtype, Math.max(-least, most));
  const { magnitude: count } = outermostCells(summary);
  const place = (share: number): number => unit.quantile(1 - share / 2);
  const end = low / place(outerShare(n, count, chance));
  // If several entries share the cell, the law need not reach the end of the cell, and hardly extends beyond it.
  return count === 1 ? end : Math.min(end, high / place(outerShare(n, 1, chance)));
}

/**
 * The ends at which a law on an interval is tested; `unit` is the law on [-1, 1]. If the entries are increasing images of draws
 * from that interval, `from` maps an entry back to the interval, and the ends are those of the interval.
 */
export function substitutedEnds(
  summary: Summary,
  unit: Law,
  chance: Chance,
  from: (x: number) => number = identity,
): readonly [low: number, high: number] {
  const { n, least, most, dtype } = summary;
  const [leastCell, mostCell] = [cellOf(dtype, least), cellOf(dtype, most)];
  const { least: below, most: above } = outermostCells(summary);
  const [outerLeast, innerLeast] = [from(leastCell[0]), from(leastCell[1])];
  const [innerMost, outerMost] = [from(mostCell[0]), from(mostCell[1])];
  const lowShare = outerShare(n, below, chance);
  const highShare = (1 - lowShare) * outerShare(n - below, above, chance);
  const [start, end] = [unit.quantile(lowShare), -unit.quantile(highShare)];
  const half = (innerMost - innerLeast) / (end - start);
  const middle = innerLeast - half * start;
  const beyond = (count: number): number =>
    count === 1 ? Number.POSITIVE_INFINITY : half * (1 + unit.quantile(outerShare(n, 1, chance)));
  return [Math.max(middle - half, outerLeast - beyond(below)), Math.min(middle + half, outerMost + beyond(above))];
}

const identity = (x: number): number => x;

const cellOf = (dtype: Dtype, x: number): readonly [number, number] => roundingInterval(dtype, x);

/** A random probability of the law's tail beyond the `count`-th outermost of n draws: Beta(count, n - count + 1). */
function outerShare(n: number, count: number, chance: Chance): number {
  const p = chance();
  if (count === 1) return -Math.expm1(Math.log1p(-p) / n);
  let [low, high] = [0, 1];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (betaI(middle, count, n - count + 1) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
