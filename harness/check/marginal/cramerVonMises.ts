import { cramerVonMisesSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { figure, reach } from "../power.js";
import { manyDraws } from "./applies.js";
import { sortedUniforms } from "./uniforms.js";

/** Cramer and von Mises' W^2 against its limit law. */
export const cramerVonMises: Check = {
  name: "cramer_von_mises",
  question: "Does the distribution follow the law, its middle weighted?",
  tail: () => "approximate",
  applies: manyDraws(10_000),
  run(sample) {
    const u = sortedUniforms(sample);
    const n = u.length;
    let sum = 1 / (12 * n);
    for (let i = 0; i < n; i++) sum += (u[i]! - (2 * i + 1) / (2 * n)) ** 2;
    return { pValue: cramerVonMisesSf(sum), statistic: sum, expected: "W^2 about 1/6", observed: sum };
  },
  detects: ({ n }, alpha) => `a mean off by about ${figure((1.1 * reach(alpha)) / Math.sqrt(n))} sd`,
};
