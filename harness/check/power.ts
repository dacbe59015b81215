/** The smallest deviation that is detected with 90% power: what `detects` states. */

import { increasingRoot } from "../numeric/increasingRoot.js";
import { chiSquareSf, normalCdf, normalQuantileSf, poissonSf } from "../numeric/index.js";
import { power } from "../numeric/power.js";
import type { Look } from "./check.js";

/** The probability that all looks at a deviation of the stated size reject. */
export const POWER = 0.9;

/** The smallest positive deviation that is detected with this power; `guess` has its order of magnitude. */
export const smallestCaught = (caught: (deviation: number) => number, guess: number): number =>
  Math.exp(increasingRoot((logarithm) => caught(Math.exp(logarithm)) - POWER, Math.log(guess)));

/**
 * The distance from the null, in standard errors of the first look, that two-sided normal tests at all looks detect
 * with 90% power. `ways` p-values share a level. `effect` multiplies that distance at a look with `growth` times the
 * entries: it is the square root, unless the statistic uses only some of the entries.
 */
export function reach(looks: readonly Look[], ways = 1, effect: (growth: number) => number = Math.sqrt): number {
  const criticals = looks.map(({ level }) => normalQuantileSf(level / (2 * ways)));
  return reachOf(looks, criticals, effect);
}

/** A cache: the checks of a run share few levels and growths. */
const reaches = new Map<string, number>();
const MOST_KEPT = 10_000;

/** The same, with the critical values of the tests in standard errors. */
export function reachOf(
  looks: readonly Look[],
  criticals: readonly number[],
  effect: (growth: number) => number = Math.sqrt,
): number {
  const effects = looks.map(({ growth }) => effect(growth));
  const key = [...criticals, ...effects].join();
  const known = reaches.get(key);
  if (known !== undefined) return known;
  const caught = (distance: number): number =>
    criticals.reduce((all, critical, k) => all * normalCdf(effects[k]! * distance - critical), 1);
  const found = smallestCaught(caught, Math.max(1, criticals[0]!));
  if (reaches.size < MOST_KEPT) reaches.set(key, found);
  return found;
}

/**
 * The relative unevenness e of cells that a chi-square test with `df` degrees of freedom detects: the noncentrality is n e^2.
 * `size` is the factor on the number of points at a look.
 */
export function unevenness(
  points: number,
  df: number,
  looks: readonly Look[],
  size: (growth: number) => number = (growth) => growth,
): number {
  const criticals = looks.map(({ level }) => chiSquareCritical(level / 2, df));
  const caught = (e: number): number =>
    looks.reduce((all, { growth }, k) => {
      const excess = points * size(growth) * e * e;
      // Patnaik (1949): a scaled chi-square with the mean and the variance of the noncentral one.
      const scale = (df + 2 * excess) / (df + excess);
      return all * chiSquareSf(criticals[k]! / scale, (df + excess) / scale);
    }, 1);
  return smallestCaught(caught, Math.sqrt(Math.sqrt(df) / points));
}

/** The critical value of a chi-square with `df` degrees of freedom at this level. */
export const chiSquareCritical = (level: number, df: number): number =>
  Math.exp(increasingRoot((u) => Math.log(level) - Math.log(chiSquareSf(Math.exp(u), df)), Math.log(df)));

/**
 * The smallest share of entries that counts detect with 90% power. `tail` is the p-value of a count at a look, decreasing in the
 * count; `mean` is the expected count at a look for a given share.
 */
export function shareSeen(
  looks: readonly Look[],
  tail: (count: number, growth: number) => number,
  mean: (share: number, growth: number) => number,
): number {
  const least = looks.map(({ level, growth }) => leastCount((count) => tail(count, growth) <= level));
  const caught = (share: number): number =>
    looks.reduce((all, { growth }, k) => all * poissonSf(least[k]!, mean(share, growth)), 1);
  return smallestCaught(caught, 1e-3);
}

/** The smallest positive integer from which on this holds. */
function leastCount(holds: (count: number) => boolean): number {
  let high = 1;
  while (!holds(high)) high *= 2;
  for (let low = high / 2; high - low > 1; ) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** Two digits: the accuracy of a power. */
export const twoDigits = (x: number): string => String(Number(x.toPrecision(2)));

/** Two digits, rounded up: what is detected at x may not be detected below it. */
export function atLeast(x: number): string {
  const rounded = Number(x.toPrecision(2));
  if (!(rounded < x)) return String(rounded);
  const step = power(10, Math.floor(Math.log10(x)) - 1);
  return String(Number((rounded + step).toPrecision(2)));
}

/** Twice the smaller tail, at most 1; NaN stays NaN. */
export const twoSided = (below: number, above: number): number => Math.min(1, 2 * Math.min(below, above));
