import { chiSquareCdf, chiSquareSf, shiftedGammaCdf, shiftedGammaSf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import type { Check } from "../check.js";
import { atLeast, reach, twoSided } from "../power.js";
import { manyMoments } from "./applies.js";
import { isCoarse } from "./uniforms.js";

/**
 * The relative decrease of the standard deviation for a relative decrease of the variance; it is larger than the increase for an
 * equal increase of the variance.
 */
const tooSmall = (variance: number): number => 1 - Math.sqrt(Math.max(0, 1 - variance));

/** The second moment about the known mean: chi-square for a normal law, otherwise a gamma law with the first three cumulants. */
export const variance: Check = {
  name: "variance",
  question: "Is the variance that of the law?",
  tail: ({ expected: { law }, dtype }) => (law.family === "normal" && !isCoarse(law, dtype) ? "exact" : "approximate"),
  applies: manyMoments(1000),
  run({ moments: { n, sums }, expected: { law } }) {
    const sum = sums[1] / law.variance;
    const spread = law.moment(4) - 1;
    const skewness = (law.moment(6) - 3 * law.moment(4) + 2) / (power(spread, 1.5) * Math.sqrt(n));
    const z = (sum - n) / Math.sqrt(n * spread);
    const pValue =
      law.family === "normal"
        ? twoSided(chiSquareCdf(sum, n), chiSquareSf(sum, n))
        : twoSided(shiftedGammaCdf(z, skewness), shiftedGammaSf(z, skewness));
    return { pValue, statistic: sum / n, expected: law.variance, observed: (law.variance * sum) / n };
  },
  detects: ({ n, expected: { law } }, looks) =>
    `a standard deviation off by ${atLeast(100 * tooSmall(reach(looks) * Math.sqrt((law.moment(4) - 1) / n)))}%`,
};
