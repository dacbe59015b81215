import { normalQuantileSf, shiftedGammaCdf, shiftedGammaSf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import type { Check } from "../check.js";
import { atLeast, reachOf, twoSided } from "../power.js";
import { manyNormals } from "./applies.js";

/** Skewness of the sum of fourth Hermite polynomials of n normals. */
const skewnessOf = (n: number): number => 1728 / (power(24, 1.5) * Math.sqrt(n));

/** The fourth Hermite polynomial, to which mean and variance do not contribute: variance 24 n, third cumulant 1728 n. */
export const kurtosis: Check = {
  name: "kurtosis",
  question: "Is a normal law's excess kurtosis 0?",
  tail: () => "approximate",
  applies: manyNormals(10_000),
  run({ moments: { n, sums }, expected: { law } }) {
    const sum = (sums[3] / law.variance - 6 * sums[1]) / law.variance + 3 * n;
    const z = sum / Math.sqrt(24 * n);
    const skew = skewnessOf(n);
    return {
      pValue: twoSided(shiftedGammaCdf(z, skew), shiftedGammaSf(z, skew)),
      statistic: z,
      expected: 0,
      observed: sum / n,
    };
  },
  detects: ({ n }, looks) => {
    // The critical value of the skewed null law (Cornish and Fisher).
    const criticals = looks.map(({ level, growth }) => {
      const z = normalQuantileSf(level / 2);
      return z + ((z * z - 1) * skewnessOf(n * growth)) / 6;
    });
    return `an excess kurtosis of ${atLeast(reachOf(looks, criticals) * Math.sqrt(24 / n))}`;
  },
};
