import { andersonDarlingSf } from "../../numeric/index.js";
import { atLeast, reach } from "../power.js";
import { manyUniforms } from "./applies.js";
import { goodness } from "./uniforms.js";
/** Anderson and Darling's A^2 against its limit law, whose error is below 1e-5 from n = 1e4. */
export const andersonDarling = {
    name: "anderson_darling",
    question: "Does the distribution follow the law, tails weighted?",
    tail: () => "approximate",
    applies: manyUniforms(10_000),
    run(sample) {
        const { andersonDarling: statistic } = goodness(sample);
        return { pValue: andersonDarlingSf(statistic), statistic, expected: "A^2 about 1", observed: statistic };
    },
    // A normal law's spread is seen through the second component mostly, a sixth of the first in weight: 1.18 times the reach, and
    // a spread too small less well than one too large. Of a bounded law more is seen.
    detects: ({ n }, looks) => `a standard deviation off by about ${atLeast((125 * reach(looks)) / Math.sqrt(n))}%`,
};
