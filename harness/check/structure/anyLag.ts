import type { Check } from "../check.js";
import { atLeast, reach } from "../power.js";
import { independentEntries } from "./applies.js";
import { standardized } from "./standardized.js";
import { strongestLagTest } from "./strongestLagTest.js";

/** Only this many entries are used: the memory of the transform is bounded. */
const MOST = 2 ** 19;

/**
 * Correlation at every lag of all entries, tensor after tensor: detects a period, a repeated block, or a stream that
 * the next seed continues.
 */
export const anyLag: Check = {
  name: "any_lag",
  question: "Is there no distance at which entries are correlated?",
  tail: () => "approximate",
  applies: independentEntries(10_000),
  run({ tensors, expected: { law } }) {
    const part = standardized(tensors, law, MOST);
    const { lag, z, pValue } = strongestLagTest(part, part);
    return { pValue, statistic: z, expected: "no lag stands out", observed: `lag ${lag}` };
  },
  detects: ({ n, expected: { shape } }, looks) => {
    const m = Math.min(n, MOST) * (1 - 1 / shape.size);
    const distance = reach(looks, m / 2, (growth) => Math.sqrt(Math.min(growth, MOST / n) / Math.min(1, MOST / n)));
    return `a correlation of ${atLeast(distance / Math.sqrt(m))} at some short lag`;
  },
};
