import type { Law } from "../../contract/law/index.js";
import { binomialCdf, binomialSf, normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { binomialShareSeen } from "../counts.js";
import { atLeast, twoDigits, twoSided } from "../power.js";
import { manyUniforms } from "./applies.js";
import { countAtMost, countBelow } from "./uniforms.js";

/** Probabilities beyond 2, 3 and 4 sd for a normal law, otherwise 5%, 1% and 0.1% in both tails together. */
const shares = ({ family }: Law): readonly number[] =>
  family === "normal" ? [2, 3, 4].map((t) => 2 * normalSf(t)) : [0.05, 0.01, 0.001];

/** The number of entries in the tails of the law: binomial, exactly. */
export const tailCounts: Check = {
  name: "tail_counts",
  question: "Do the tails hold as many entries as the law's?",
  tail: () => "exact",
  applies: manyUniforms(10_000),
  run(sample) {
    const { n } = sample;
    const looks = shares(sample.expected.law).map((share) => {
      const count = countAtMost(sample, share / 2) + n - countBelow(sample, 1 - share / 2);
      const pValue = twoSided(binomialCdf(count, n, share), binomialSf(count, n, share));
      return { share, count, pValue };
    });
    const worst = looks.reduce((a, b) => (b.pValue < a.pValue ? b : a));
    return {
      pValue: Math.min(1, looks.length * worst.pValue),
      statistic: worst.count,
      expected: `${twoDigits(worst.share * n)} in the outer ${twoDigits(worst.share)}`,
      observed: worst.count,
    };
  },
  detects: ({ n, expected: { law } }, looks) => {
    const share = shares(law)[1]!;
    const seen = binomialShareSeen(n, share, looks, shares(law).length);
    return `${atLeast(100 * (seen / share - 1))}% more in the outer ${twoDigits(share)}`;
  },
};
