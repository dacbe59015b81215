import { chiSquareSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { figure, reach } from "../power.js";
import { manyDraws } from "./applies.js";
import { uniformsOf } from "./uniforms.js";

const COMPONENTS = 8;

/** Neyman's smooth test (1937): the first eight Legendre components of the uniforms, each N(0, 1), together chi-square. */
export const neyman: Check = {
  name: "neyman",
  question: "Is any smooth feature of the shape off?",
  tail: () => "approximate",
  applies: manyDraws(1000),
  run(sample) {
    const u = uniformsOf(sample);
    const sums = legendreSums(u);
    const z = sums.map((sum, j) => Math.sqrt((2 * j + 3) / u.length) * sum);
    const statistic = z.reduce((total, x) => total + x * x, 0);
    const strongest = z.reduce((best, x, j) => (Math.abs(x) > Math.abs(z[best]!) ? j : best), 0);
    return {
      pValue: chiSquareSf(statistic, COMPONENTS),
      statistic,
      expected: `chi-square about ${COMPONENTS}`,
      observed: `${statistic}, most in component ${strongest + 1}`,
    };
  },
  detects: ({ n }, alpha) => `a Legendre component of ${figure((1.2 * reach(alpha)) / Math.sqrt(n))}`,
};

/** Sums of P_1 .. P_8 over 2u - 1, by the three-term recurrence. */
function legendreSums(u: Float64Array): number[] {
  const sums = new Array<number>(COMPONENTS).fill(0);
  for (const p of u) {
    const x = 2 * p - 1;
    let before = 1;
    let value = x;
    sums[0]! += x;
    for (let k = 2; k <= COMPONENTS; k++) {
      const next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
      before = value;
      value = next;
      sums[k - 1]! += value;
    }
  }
  return sums;
}
