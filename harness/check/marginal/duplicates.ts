import { poissonSf } from "../../numeric/index.js";
import { equalPairs } from "../../statistic/equalPairs.js";
import type { Check } from "../check.js";
import { matchProbability } from "../matchProbability.js";
import { figure } from "../power.js";
import { manyDraws } from "./applies.js";

/** Equal pairs among the entries: more than the grid of the dtype, or of a 23-bit generator, can give. Fewer are no error. */
export const duplicates: Check = {
  name: "duplicates",
  question: "Are there more equal entries than the number format explains?",
  tail: ({ dtype }) => (dtype === "float32" || dtype === "float64" ? "exact" : "approximate"),
  applies: manyDraws(10_000),
  run({ sorted, dtype, expected: { law } }) {
    const n = sorted.length;
    const pairs = equalPairs(sorted);
    const most = ((n * (n - 1)) / 2) * matchProbability(law, dtype);
    return {
      pValue: Number.isNaN(sorted[n - 1]!) ? Number.NaN : poissonSf(pairs, most),
      statistic: pairs,
      expected: `at most about ${figure(most)} equal pairs`,
      observed: pairs,
    };
  },
  detects: ({ n }) => `a generator of fewer than ${Math.floor(Math.log2(n)) + 10} bits or so`,
};
