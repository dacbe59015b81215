import { normalQuantileSf, normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";

export const mean: Check = {
  name: "mean",
  question: "Is the mean that of the law?",
  tail: () => "exact",
  applies: ({ expected, n }) => expected.joint !== "orthogonal" && expected.joint !== "exact" && n >= 100,
  run({ standard, expected }) {
    let sum = 0;
    for (const y of standard) sum += y;
    const z = sum / Math.sqrt(standard.length);
    const sd = Math.sqrt(expected.law.variance);
    return {
      pValue: 2 * normalSf(Math.abs(z)),
      statistic: z,
      expected: expected.law.mean,
      observed: expected.law.mean + (sum / standard.length) * sd,
    };
  },
  detects: ({ n }, alpha) =>
    `a mean off by ${((normalQuantileSf(alpha / 2) + normalQuantileSf(0.1)) / Math.sqrt(n)).toPrecision(2)} sd`,
};
