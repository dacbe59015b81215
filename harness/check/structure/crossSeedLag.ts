import type { Check } from "../check.js";
import { atLeast, reach } from "../power.js";
import { independentEntries } from "./applies.js";
import { standardized } from "./standardized.js";
import { strongestLagTest } from "./strongestLagTest.js";

const FEWEST = 5000;
const MOST = 2 ** 18;

/** Correlation of two tensors at every shift: detects streams that overlap. */
export const crossSeedLag: Check = {
  name: "cross_seed_lag",
  question: "Do the streams of different seeds nowhere overlap?",
  tail: () => "approximate",
  applies: (prospect) =>
    prospect.reseeded &&
    prospect.tensors >= 2 &&
    prospect.expected.shape.size >= FEWEST &&
    independentEntries(1000)(prospect),
  run({ tensors: [a, b], expected: { law } }) {
    const { lag, z, pValue } = strongestLagTest(standardized([a!], law, MOST), standardized([b!], law, MOST));
    return { pValue, statistic: z, expected: "no shift stands out", observed: `shift ${lag}` };
  },
  detects: ({ expected: { shape } }, looks) => {
    const m = Math.min(shape.size, MOST);
    const distance = reach(looks, m, () => 1);
    return `a correlation of ${atLeast(distance / Math.sqrt(m))} at some short shift`;
  },
};
