import { chiSquareCdf, chiSquareSf, normalQuantileSf, shiftedGammaCdf, shiftedGammaSf } from "../../numeric/index.js";
import type { Check } from "../check.js";

/** The second moment about the known mean: chi-square for a normal law, else a gamma law with its first three cumulants. */
export const variance: Check = {
  name: "variance",
  question: "Is the variance that of the law?",
  tail: ({ expected }) => (expected.law.family === "normal" ? "exact" : "approximate"),
  applies: ({ expected, n }) => expected.joint !== "orthogonal" && expected.joint !== "exact" && n >= 1000,
  run({ standard, expected: { law } }) {
    const n = standard.length;
    let sum = 0;
    for (const y of standard) sum += y * y;
    const spread = law.moment(4) - 1;
    const skewness = (law.moment(6) - 3 * law.moment(4) + 2) / spread ** 1.5 / Math.sqrt(n);
    const z = (sum - n) / Math.sqrt(n * spread);
    const [below, above] =
      law.family === "normal"
        ? [chiSquareCdf(sum, n), chiSquareSf(sum, n)]
        : [shiftedGammaCdf(z, skewness), shiftedGammaSf(z, skewness)];
    return {
      pValue: Math.min(1, 2 * Math.min(below, above)),
      statistic: sum / n,
      expected: law.variance,
      observed: (law.variance * sum) / n,
    };
  },
  detects: ({ n, expected: { law } }, alpha) => {
    const relative = ((normalQuantileSf(alpha / 2) + normalQuantileSf(0.1)) * Math.sqrt((law.moment(4) - 1) / n)) / 2;
    return `a standard deviation off by ${(100 * relative).toPrecision(2)}%`;
  },
};
