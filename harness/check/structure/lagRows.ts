import { normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, reach } from "../power.js";
import { independentEntries } from "./applies.js";
import { lagSum } from "./pairs.js";

/** Correlation of neighbours in storage order, the order in which a generator fills. */
export const lagRows: Check = {
  name: "lag_rows",
  question: "Are neighbours along a row uncorrelated?",
  tail: () => "approximate",
  applies: (prospect) => independentEntries(1000)(prospect) && prospect.expected.shape.size >= 4,
  run({ tensors, expected: { law } }) {
    const { z, count } = lagSum(tensors, 1, law);
    return { pValue: 2 * normalSf(Math.abs(z)), statistic: z, expected: 0, observed: z / Math.sqrt(count) };
  },
  detects: ({ n, expected: { shape } }, looks) =>
    `a correlation of ${atLeast(reach(looks) / Math.sqrt(n * (1 - 1 / shape.size)))}`,
};
