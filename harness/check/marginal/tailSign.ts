import { isSymmetric, type Law } from "../../contract/law/index.js";
import { binomialCdf, binomialSf, normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { binomialShareSeen } from "../counts.js";
import { atLeast, twoSided } from "../power.js";
import { manyUniforms } from "./applies.js";
import { countAtMost, countBelow, isSpoiled } from "./uniforms.js";

/** Where common ziggurats begin their tails (Marsaglia and Tsang's 128 and 256 layers, and others), in sd. */
const RADII = [3, 3.442619855896652, 3.654152885361009, 3.713086246740363, 4];
const shares = ({ family }: Law): readonly number[] =>
  family === "normal" ? RADII.map((t) => 2 * normalSf(t)) : [0.1, 0.03, 0.01, 0.003, 0.001];

/** Half of the entries in the tails lie in the upper one: binomial, exactly, given their number. */
export const tailSign: Check = {
  name: "tail_sign",
  question: "Are both tails equally full?",
  tail: () => "exact",
  applies: (prospect) => manyUniforms(10_000)(prospect) && isSymmetric(prospect.expected.law),
  run(sample) {
    const looks = shares(sample.expected.law).map((share) => {
      const above = isSpoiled(sample) ? Number.NaN : sample.n - countBelow(sample, 1 - share / 2);
      const below = countAtMost(sample, share / 2);
      const n = above + below;
      return { above, n, pValue: twoSided(binomialCdf(above, n, 0.5), binomialSf(above, n, 0.5)) };
    });
    const worst = looks.reduce((a, b) => (b.pValue < a.pValue || Number.isNaN(b.pValue) ? b : a));
    return {
      pValue: Math.min(1, looks.length * worst.pValue),
      statistic: worst.above,
      expected: `half of ${worst.n} tail entries above`,
      observed: worst.above,
    };
  },
  detects: ({ n, expected: { law } }, looks) => {
    const inTails = Math.floor(n * shares(law)[0]!);
    return `${atLeast(100 * binomialShareSeen(inTails, 0.5, looks, shares(law).length))}% of the tail on one side`;
  },
};
