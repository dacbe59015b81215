import { kolmogorovCdf, kolmogorovSf } from "../../numeric/index.js";
import type { Check } from "../check.js";

/** Both tails of the exact law: too far from the law, and too near to it to be random. */
export const kolmogorovSmirnov: Check = {
  name: "kolmogorov_smirnov",
  question: "Does the whole distribution follow the law?",
  tail: () => "exact",
  applies: ({ expected, n }) => expected.joint !== "orthogonal" && expected.joint !== "exact" && n >= 10,
  run({ sorted, expected: { law } }) {
    const n = sorted.length;
    let d = 0;
    for (let i = 0; i < n; i++) {
      const u = law.cdf(sorted[i]!);
      if (Number.isNaN(u)) d = Number.NaN;
      d = Math.max(d, (i + 1) / n - u, u - i / n);
    }
    const pValue = Math.min(1, 2 * Math.min(kolmogorovSf(n, d), kolmogorovCdf(n, d)));
    return { pValue, statistic: d, expected: "D of a random sample", observed: d };
  },
  detects: ({ n }, alpha) =>
    `a distribution off by ${((Math.sqrt(-Math.log(alpha / 4) / 2) + 0.6) / Math.sqrt(n)).toPrecision(2)} in probability`,
};
