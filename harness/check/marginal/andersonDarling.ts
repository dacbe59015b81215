import { andersonDarlingSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { atLeast, reach } from "../power.js";
import { manyUniforms } from "./applies.js";
import { goodness } from "./uniforms.js";

/** Anderson and Darling's A^2 against its limit law, whose error is below 1e-5 from n = 1e4. */
export const andersonDarling: Check = {
  name: "anderson_darling",
  question: "Does the distribution follow the law, tails weighted?",
  tail: () => "approximate",
  applies: manyUniforms(10_000),
  run(sample) {
    const { andersonDarling: statistic } = goodness(sample);
    return { pValue: andersonDarlingSf(statistic), statistic, expected: "A^2 about 1", observed: statistic };
  },
  // A wrong standard deviation of a normal law shows mainly in the second component of A^2, which has a sixth of the weight of the
  // first: it is detected from 1.18 times `reach` on, and less well if too small than if too large. For a bounded law even smaller
  // deviations are detected.
  detects: ({ n }, looks) => `a standard deviation off by about ${atLeast((125 * reach(looks)) / Math.sqrt(n))}%`,
};
