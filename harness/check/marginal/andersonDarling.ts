import { andersonDarlingSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { figure, reach } from "../power.js";
import { manyDraws } from "./applies.js";
import { sortedUniforms } from "./uniforms.js";

/** A logarithm of 0 stands for an entry outside the law: far enough to fail, and finite. */
const LEAST = 1e-17;

/** Anderson and Darling's A^2 against its limit law, whose error is below 1e-5 from n = 1e4. */
export const andersonDarling: Check = {
  name: "anderson_darling",
  question: "Does the distribution follow the law, tails weighted?",
  tail: () => "approximate",
  applies: manyDraws(10_000),
  run(sample) {
    const u = sortedUniforms(sample);
    const n = u.length;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      sum += (2 * i + 1) * (Math.log(Math.max(u[i]!, LEAST)) + Math.log(Math.max(1 - u[n - 1 - i]!, LEAST)));
    }
    const statistic = -n - sum / n;
    return { pValue: andersonDarlingSf(statistic), statistic, expected: "A^2 about 1", observed: statistic };
  },
  detects: ({ n }, alpha) => `a standard deviation off by about ${figure((90 * reach(alpha)) / Math.sqrt(n))}%`,
};
