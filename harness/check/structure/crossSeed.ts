import { normalSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { figure, reach } from "../power.js";
import { independentEntries } from "./applies.js";

/** Correlation of tensors drawn under different seeds, place by place: 1 for a copy, however rescaled. */
export const crossSeed: Check = {
  name: "cross_seed",
  question: "Are weights drawn with different seeds uncorrelated?",
  tail: () => "approximate",
  applies: (prospect) => prospect.reseeded && prospect.tensors >= 2 && independentEntries(1000)(prospect),
  run({ standardTensors }) {
    let sum = 0;
    let count = 0;
    for (let t = 1; t < standardTensors.length; t++) {
      const [a, b] = [standardTensors[t - 1]!, standardTensors[t]!];
      for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
      count += a.length;
    }
    const z = sum / Math.sqrt(count);
    return { pValue: 2 * normalSf(Math.abs(z)), statistic: z, expected: 0, observed: z / Math.sqrt(count) };
  },
  detects: ({ n, tensors }, alpha) =>
    `a correlation of ${figure(reach(alpha) / Math.sqrt((n * (tensors - 1)) / tensors))}`,
};
