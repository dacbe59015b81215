import { chiSquareCdf, chiSquareSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, twoSided, unevenness } from "../power.js";
import { manyUniforms } from "./applies.js";
import { countBelow, isSpoiled } from "./uniforms.js";

const CELLS = 256;

/** Counts in 256 cells of equal probability; two-sided, since a generator may also be too even. */
export const chiSquare: Check = {
  name: "chi_square",
  question: "Is every part of the range as full as it should be, and no more evenly?",
  tail: () => "approximate",
  applies: manyUniforms(10_000),
  run(sample) {
    const each = sample.n / CELLS;
    let statistic = isSpoiled(sample) ? Number.NaN : 0;
    for (let cell = 1, before = 0; cell <= CELLS; cell++) {
      const below = cell === CELLS ? sample.n : countBelow(sample, cell / CELLS);
      statistic += (below - before - each) ** 2 / each;
      before = below;
    }
    const df = CELLS - 1;
    const pValue = twoSided(chiSquareCdf(statistic, df), chiSquareSf(statistic, df));
    return { pValue, statistic, expected: `chi-square about ${df}`, observed: statistic };
  },
  detects: ({ n }, looks) => `cells uneven by ${atLeast(100 * unevenness(n, CELLS - 1, looks))}%`,
};
