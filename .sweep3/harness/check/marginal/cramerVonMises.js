import { cramerVonMisesSf } from "../../numeric/index.js";
import { atLeast, reach } from "../power.js";
import { manyUniforms } from "./applies.js";
import { goodness } from "./uniforms.js";
/** Cramer and von Mises' W^2 against its limit law. */
export const cramerVonMises = {
    name: "cramer_von_mises",
    question: "Does the distribution follow the law, its middle weighted?",
    tail: () => "approximate",
    applies: manyUniforms(10_000),
    run(sample) {
        const { cramerVonMises: statistic } = goodness(sample);
        return { pValue: cramerVonMisesSf(statistic), statistic, expected: "W^2 about 1/6", observed: statistic };
    },
    detects: ({ n }, looks) => `a mean off by about ${atLeast((1.1 * reach(looks)) / Math.sqrt(n))} sd`,
};
