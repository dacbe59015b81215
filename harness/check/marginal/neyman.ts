import { chiSquareSf } from "../../numeric/index.js";
import { fourDigits } from "../../record/numberText.js";
import type { Check } from "../check.js";
import { atLeast, reach } from "../power.js";
import { COMPONENTS } from "../statistic/goodness.js";
import { manyUniforms } from "./applies.js";
import { goodness } from "./uniforms.js";

/** Neyman's smooth test (1937): the first eight Legendre components of the uniforms, each N(0, 1), together chi-square. */
export const neyman: Check = {
  name: "neyman",
  question: "Is any smooth feature of the shape off?",
  tail: () => "approximate",
  applies: manyUniforms(1000),
  run(sample) {
    const { legendre, n } = goodness(sample);
    const z = legendre.map((sum, j) => Math.sqrt((2 * j + 3) / n) * sum);
    const statistic = z.reduce((total, x) => total + x * x, 0);
    const strongest = z.reduce((best, x, j) => (Math.abs(x) > Math.abs(z[best]!) ? j : best), 0);
    return {
      pValue: chiSquareSf(statistic, COMPONENTS),
      statistic,
      expected: `chi-square about ${COMPONENTS}`,
      observed: `${fourDigits(statistic)}, most in component ${strongest + 1}`,
    };
  },
  detects: ({ n }, looks) => `a Legendre component of ${atLeast((1.2 * reach(looks)) / Math.sqrt(n))}`,
};
