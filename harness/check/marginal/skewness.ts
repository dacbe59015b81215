import { normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { figure, reach } from "../power.js";
import { manyNormals } from "./applies.js";

/** The third Hermite polynomial, which the mean and the variance leave alone: its sum has variance 6n. */
export const skewness: Check = {
  name: "skewness",
  question: "Is a normal law's skewness 0?",
  tail: () => "approximate",
  applies: manyNormals(10_000),
  run({ standard }) {
    let sum = 0;
    for (const y of standard) sum += y * (y * y - 3);
    const z = sum / Math.sqrt(6 * standard.length);
    return { pValue: 2 * normalSf(Math.abs(z)), statistic: z, expected: 0, observed: sum / standard.length };
  },
  detects: ({ n }, alpha) => `a skewness of ${figure(reach(alpha) * Math.sqrt(6 / n))}`,
};
