import { normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, reach } from "../power.js";
import { manyNormals } from "./applies.js";

/** The third Hermite polynomial, to which mean and variance do not contribute: its sum has variance 6n. */
export const skewness: Check = {
  name: "skewness",
  question: "Is a normal law's skewness 0?",
  tail: () => "approximate",
  applies: manyNormals(10_000),
  run({ moments: { n, sums }, expected: { law } }) {
    const sum = (sums[2] / law.variance - 3 * sums[0]) / Math.sqrt(law.variance);
    const z = sum / Math.sqrt(6 * n);
    return { pValue: 2 * normalSf(Math.abs(z)), statistic: z, expected: 0, observed: sum / n };
  },
  detects: ({ n }, looks) => `a skewness of ${atLeast(reach(looks) * Math.sqrt(6 / n))}`,
};
