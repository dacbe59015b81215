/**
 * Tests whether two sketches come from one law of tensors. Each p-value is exact under that hypothesis, for any law and
 * any dependence of entries, because the groups of both sketches are then exchangeable.
 */
import { rankTest } from "./rankTest.js";
import { type Sketch, SUMMARIES, type SummaryName } from "./sketch.js";

export interface TwoSampleTest {
  readonly name: string;
  pValue(one: Sketch, other: Sketch): number;
}

/** Relative tolerance of summaries: another order of summation in float32 is not another law. */
const ROUNDING = 2 ** -18;

/** The rounding of a summary is relative to this power of a typical entry. */
const DEGREES: Readonly<Record<SummaryName, number>> = {
  mean: 1,
  variance: 2,
  lag_rows: 2,
  lag_columns: 2,
  lowest: 1,
  highest: 1,
};

const summary = (name: SummaryName): TwoSampleTest => ({
  name,
  pValue: (one, other) => {
    const [a, b] = [one.summaries[name], other.summaries[name]];
    const square = Math.max(...one.summaries.variance, ...other.summaries.variance);
    const typical = DEGREES[name] === 1 ? Math.sqrt(square) : square;
    return rankTest(a, b, ROUNDING * typical);
  },
});

/** The test of each cell's counts, combined by the smallest p-value. */
const cells: TwoSampleTest = {
  name: "cells",
  pValue: (one, other) => {
    const least = one.cells.reduce((smallest, counts, cell) => {
      return Math.min(smallest, rankTest(counts, other.cells[cell]!));
    }, 1);
    return Math.min(1, least * one.cells.length);
  },
};

export const twoSampleTests: readonly TwoSampleTest[] = [...SUMMARIES.map(summary), cells];
