import { normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { figure, reach } from "../power.js";
import { manyDraws } from "./applies.js";

/** sqrt(n) times the standardised mean is N(0, 1): exactly for a normal law, to 1% at 1e-12 for the others from n = 1e4. */
export const mean: Check = {
  name: "mean",
  question: "Is the mean that of the law?",
  tail: ({ expected, n }) => (expected.law.family === "normal" || n >= 10_000 ? "exact" : "approximate"),
  applies: manyDraws(100),
  run({ standard, expected: { law } }) {
    let sum = 0;
    for (const y of standard) sum += y;
    const z = sum / Math.sqrt(standard.length);
    const observed = law.mean + (sum / standard.length) * Math.sqrt(law.variance);
    return { pValue: 2 * normalSf(Math.abs(z)), statistic: z, expected: law.mean, observed };
  },
  detects: ({ n }, alpha) => `a mean off by ${figure(reach(alpha) / Math.sqrt(n))} sd`,
};
