/**
 * Do two sketches come from one law? Each test answers with a p-value under that hypothesis, the two samples being drawn
 * from different seeds. The law itself need not be known.
 */

import type { Tail } from "../check/check.js";
import { chiSquareSf, normalSf } from "../numeric/index.js";
import { power } from "../numeric/power.js";
import { MEANS, type MeanName, type Sketch } from "./sketch.js";

export interface TwoSampleTest {
  readonly name: string;
  readonly tail: Exclude<Tail, "invariant">;
  pValue(one: Sketch, other: Sketch): number;
}

/** Welch's z: the difference of two means over its estimated standard error. */
const mean = (name: MeanName): TwoSampleTest => ({
  name,
  tail: "approximate",
  pValue: (one, other) => {
    const [a, b] = [one.means[name], other.means[name]];
    if (a.n === 0 || b.n === 0) return 1;
    const difference = Math.abs(a.mean - b.mean);
    if (difference === 0) return 1;
    return 2 * normalSf(difference / Math.sqrt(a.variance / a.n + b.variance / b.n));
  },
});

/** Pearson's chi-square of the table of two rows of counts. Cells are chosen before either sample is drawn. */
const cells: TwoSampleTest = {
  name: "cells",
  tail: "approximate",
  pValue: (one, other) => {
    let [statistic, used] = [0, 0];
    const whole = one.n + other.n;
    for (const [k, count] of one.cells.entries()) {
      const both = count + other.cells[k]!;
      if (both === 0) continue;
      used++;
      const expected = (both * one.n) / whole;
      // Both rows at once: their deviations are equal, and their expectations add up to `both`.
      statistic += ((count - expected) ** 2 * whole) / (both * ((one.n * other.n) / whole));
    }
    return used < 2 ? 1 : chiSquareSf(statistic, used - 1);
  },
};

/**
 * How many of one sample lie beyond all of the other. Given the values of both, whose they are is chance: the k furthest are
 * all of one sample of a, of a + b, with probability at most (a / (a + b))^k. Four ways to be furthest, one p-value.
 */
const extremes: TwoSampleTest = {
  name: "extremes",
  tail: "exact",
  pValue: (one, other) => {
    const beyond = [
      [one, count(one.highest, (x) => x > other.highest.at(-1)!)],
      [other, count(other.highest, (x) => x > one.highest.at(-1)!)],
      [one, count(one.lowest, (x) => x < other.lowest[0]!)],
      [other, count(other.lowest, (x) => x < one.lowest[0]!)],
    ] as const;
    const chances = beyond.map(([whose, k]) => power(whose.n / (one.n + other.n), k));
    return Math.min(1, beyond.length * Math.min(...chances));
  },
};

const count = (values: readonly number[], holds: (x: number) => boolean): number => values.filter(holds).length;

export const twoSampleTests: readonly TwoSampleTest[] = [...MEANS.map(mean), cells, extremes];
