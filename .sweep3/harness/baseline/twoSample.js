/**
 * Do two sketches come from one law of tensors? Each test answers with a p-value that is exact under that hypothesis, whatever
 * the law: the groups of both are then exchangeable. Neither the law need be known, nor how entries hang together.
 */
import { rankTest } from "./rankTest.js";
import { SUMMARIES } from "./sketch.js";
/** Summaries this near, relatively, are equal: another order of summing in float32 is no other law. */
const ROUNDING = 2 ** -18;
/** What a summary's rounding is relative to, in powers of a typical entry. */
const DEGREES = {
    mean: 1,
    variance: 2,
    lag_rows: 2,
    lag_columns: 2,
    lowest: 1,
    highest: 1,
};
const summary = (name) => ({
    name,
    pValue: (one, other) => {
        const [a, b] = [one.summaries[name], other.summaries[name]];
        const square = Math.max(...one.summaries.variance, ...other.summaries.variance);
        const typical = DEGREES[name] === 1 ? Math.sqrt(square) : square;
        return rankTest(a, b, ROUNDING * typical);
    },
});
/** Every cell's counts, and the smallest of their p-values for all. */
const cells = {
    name: "cells",
    pValue: (one, other) => {
        const least = one.cells.reduce((smallest, counts, cell) => {
            return Math.min(smallest, rankTest(counts, other.cells[cell]));
        }, 1);
        return Math.min(1, least * one.cells.length);
    },
};
export const twoSampleTests = [...SUMMARIES.map(summary), cells];
