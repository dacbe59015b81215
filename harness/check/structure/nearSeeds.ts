import { normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { KINDS, nearEntriesOf, nearPairs } from "../near.js";
import { atLeast, reach, twoDigits } from "../power.js";
import { productSum } from "../statistic/products.js";
import { independentEntries } from "./applies.js";

/** Correlation, place by place, of tensors whose seeds differ in the lowest or the highest bit. */
export const nearSeeds: Check = {
  name: "near_seeds",
  question: "Are weights drawn with near seeds uncorrelated, place by place?",
  tail: () => "approximate",
  applies: (prospect) =>
    prospect.reseeded && prospect.tensors >= 2 && independentEntries(1000)(prospect) && nearEntriesOf(prospect) >= 1000,
  run(sample) {
    const { law } = sample.expected;
    const sums = new Float64Array(KINDS.length);
    const counts = new Float64Array(KINDS.length);
    for (const { first, near, kind } of nearPairs(sample)) {
      sums[kind]! += productSum(first, near, law.mean) / law.variance;
      counts[kind]! += first.length;
    }
    const z = sums.map((sum, kind) => sum / Math.sqrt(counts[kind]!));
    const worst = !(Math.abs(z[1]!) <= Math.abs(z[0]!)) ? 1 : 0;
    return {
      pValue: Math.min(1, 2 * KINDS.length * normalSf(Math.abs(z[worst]!))),
      statistic: z[worst]!,
      expected: 0,
      observed: `${twoDigits(z[worst]! / Math.sqrt(counts[worst]!))} with the ${KINDS[worst]} bit flipped`,
    };
  },
  detects: (prospect, looks) =>
    `a correlation of ${atLeast(reach(looks, KINDS.length) / Math.sqrt(nearEntriesOf(prospect)))}`,
};
