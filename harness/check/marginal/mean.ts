import { normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, reach } from "../power.js";
import { manyMoments } from "./applies.js";
import { isCoarse } from "./uniforms.js";

/** sqrt(n) times the standardised mean is N(0, 1): exactly for a normal law on a fine grid, approximately for others. */
export const mean: Check = {
  name: "mean",
  question: "Is the mean that of the law?",
  tail: ({ expected: { law }, dtype }) => (law.family === "normal" && !isCoarse(law, dtype) ? "exact" : "approximate"),
  applies: manyMoments(100),
  run({ moments: { n, sums }, expected: { law } }) {
    const z = sums[0] / Math.sqrt(n * law.variance);
    const observed = law.mean + sums[0] / n;
    return { pValue: 2 * normalSf(Math.abs(z)), statistic: z, expected: law.mean, observed };
  },
  detects: ({ n }, looks) => `a mean off by ${atLeast(reach(looks) / Math.sqrt(n))} sd`,
};
