/** How likely two correct draws are one number: what makes equal entries, rows and tensors a coincidence or a fault. */
import { type Dtype, spacing } from "../format/dtype.js";
import type { Law } from "../law/index.js";
import { gaussLegendre } from "../numeric/index.js";

/** Generators legitimately differ in their resolution: 23 bits is the least in use for float32. */
const LEAST_BITS = 23;
/** A 16-bit grid is certain, but its pair count varies more than a Poisson's: allow for that. */
const ALLOWANCE = 1.05;

/** The largest probability that two correct draws are equal. */
export function matchProbability(law: Law, dtype: Dtype): number {
  let byDtype = computed.get(law);
  if (byDtype === undefined) {
    byDtype = new Map();
    computed.set(law, byDtype);
  }
  let probability = byDtype.get(dtype);
  if (probability === undefined) {
    const grid = ALLOWANCE * gridProbability(law, dtype);
    const fine = dtype === "float32" || dtype === "float64";
    const least = fine ? 2 ** -LEAST_BITS * (law.family === "uniform" ? 1 : 2) : 0;
    probability = Math.min(1, Math.max(grid, least));
    byDtype.set(dtype, probability);
  }
  return probability;
}

const computed = new WeakMap<Law, Map<Dtype, number>>();

/** Far below any share of alpha, even for the best of a million pairs. */
const NO_CHANCE = 1e-40;

/** Entries that must agree before agreement of two rows, or tensors, is no chance; infinite where all values are one. */
export function coincidence(law: Law, dtype: Dtype): number {
  const match = matchProbability(law, dtype);
  return match < 1 ? Math.max(8, Math.ceil(Math.log(NO_CHANCE) / Math.log(match))) : Number.POSITIVE_INFINITY;
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
