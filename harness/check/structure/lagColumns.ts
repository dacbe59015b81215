import { normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, reach } from "../power.js";
import { squarest } from "../sample.js";
import { independentEntries } from "./applies.js";
import { lagSum } from "./pairs.js";

/** Correlation of vertical neighbours. */
export const lagColumns: Check = {
  name: "lag_columns",
  question: "Are neighbours along a column uncorrelated?",
  tail: () => "approximate",
  applies: (prospect) => {
    const { rows, columns } = squarest(prospect.expected.shape.dims);
    return independentEntries(1000)(prospect) && rows >= 2 && columns >= 2;
  },
  run({ tensors, matrix, expected: { law } }) {
    const { z, count } = lagSum(tensors, matrix.columns, law);
    return { pValue: 2 * normalSf(Math.abs(z)), statistic: z, expected: 0, observed: z / Math.sqrt(count) };
  },
  detects: ({ n, expected: { shape } }, looks) => {
    const { rows } = squarest(shape.dims);
    return `a correlation of ${atLeast(reach(looks) / Math.sqrt(n * (1 - 1 / rows)))}`;
  },
};
