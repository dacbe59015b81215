import { type Dtype, spacing } from "../../format/dtype.js";
import type { Law } from "../../law/index.js";
import { gaussLegendre, poissonSf } from "../../numeric/index.js";
import type { Check } from "../check.js";
import { figure } from "../power.js";
import { manyDraws } from "./applies.js";

/** Generators legitimately differ in their resolution: 23 bits is the least in use for float32. */
const LEAST_BITS = 23;
/** A 16-bit grid is certain, but its pair count varies more than a Poisson's: allow for that. */
const ALLOWANCE = 1.05;

/** Equal pairs among the entries: more than the grid of the dtype, or of a 23-bit generator, can give. Fewer are no error. */
export const duplicates: Check = {
  name: "duplicates",
  question: "Are there more equal entries than the number format explains?",
  tail: ({ dtype }) => (dtype === "float32" || dtype === "float64" ? "exact" : "approximate"),
  applies: manyDraws(10_000),
  run({ sorted, dtype, expected: { law } }) {
    const n = sorted.length;
    let pairs = 0;
    let run = 1;
    for (let i = 1; i <= n; i++) {
      if (i < n && sorted[i] === sorted[i - 1]) run++;
      else {
        pairs += (run * (run - 1)) / 2;
        run = 1;
      }
    }
    const most = ((n * (n - 1)) / 2) * matchProbability(law, dtype);
    return {
      pValue: Number.isNaN(sorted[n - 1]!) ? Number.NaN : poissonSf(pairs, most),
      statistic: pairs,
      expected: `at most about ${figure(most)} equal pairs`,
      observed: pairs,
    };
  },
  detects: ({ n }) => `a generator of fewer than ${Math.floor(Math.log2(n)) + 10} bits or so`,
};

/** The largest probability that two correct draws are equal. */
function matchProbability(law: Law, dtype: Dtype): number {
  const grid = ALLOWANCE * gridProbability(law, dtype);
  if (dtype !== "float32" && dtype !== "float64") return grid;
  return Math.max(grid, 2 ** -LEAST_BITS * (law.family === "uniform" ? 1 : 2));
}

const RULE = gaussLegendre(12);

/** Sum over cells of p^2 = the integral of density^2 times the dtype's spacing, binade by binade. */
function gridProbability(law: Law, dtype: Dtype): number {
  const sd = Math.sqrt(law.variance);
  const [low, high] = [Math.max(law.support[0], law.mean - 9 * sd), Math.min(law.support[1], law.mean + 9 * sd)];
  const largest = Math.max(Math.abs(low), Math.abs(high));
  let sum = 0;
  for (let power = Math.ceil(Math.log2(largest)), k = 0; k < 40; k++, power--) {
    const [near, far] = [k === 39 ? 0 : 2 ** (power - 1), 2 ** power];
    const step = spacing(dtype, near);
    sum +=
      step *
      (squared(law, Math.max(low, near), Math.min(high, far)) +
        squared(law, Math.max(low, -far), Math.min(high, -near)));
  }
  return sum;
}

function squared(law: Law, from: number, to: number): number {
  if (!(to > from)) return 0;
  const panels = 16;
  const width = (to - from) / panels;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    for (let i = 0; i < RULE.nodes.length; i++) {
      const x = from + (panel + (1 + RULE.nodes[i]!) / 2) * width;
      sum += (RULE.weights[i]! * width * law.density(x) ** 2) / 2;
    }
  }
  return sum;
}
