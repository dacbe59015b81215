import { normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, reach } from "../power.js";
import { productSum } from "../statistic/products.js";
import { independentEntries } from "./applies.js";

/** Correlation of tensors with different seeds, place by place: 1 for a copy, whatever its scale. */
export const crossSeed: Check = {
  name: "cross_seed",
  question: "Are weights drawn with different seeds uncorrelated?",
  tail: () => "approximate",
  applies: (prospect) => prospect.reseeded && prospect.tensors >= 2 && independentEntries(1000)(prospect),
  run({ tensors, expected: { law } }) {
    let sum = 0;
    let count = 0;
    for (let t = 1; t < tensors.length; t++) {
      sum += productSum(tensors[t - 1]!, tensors[t]!, law.mean);
      count += tensors[t]!.length;
    }
    const z = sum / law.variance / Math.sqrt(count);
    return { pValue: 2 * normalSf(Math.abs(z)), statistic: z, expected: 0, observed: z / Math.sqrt(count) };
  },
  detects: ({ n, tensors }, looks) => {
    const pairs = (growth: number): number => tensors * growth - 1;
    const distance = reach(looks, 1, (growth) => Math.sqrt(pairs(growth) / pairs(1)));
    return `a correlation of ${atLeast(distance / Math.sqrt((n * pairs(1)) / tensors))}`;
  },
};
