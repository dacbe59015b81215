import { bonferroniQuantile, supQuantile } from "../theory/index.js";
import type { LayerLaw } from "./layerLaw.js";

/** For deeper networks the supremum is not computed: Bonferroni's quantile is only 3% larger. */
const DEEPEST = 300;
/** A smaller alpha would be lost in the rounding of 1 - alpha. */
const SMALLEST = 1e-10;

/**
 * The standard normal quantile of a band that holds a whole curve with probability 1 - alpha: the supremum of a random walk
 * where successive layers differ by independent steps, else Bonferroni's, which needs no assumption.
 */
export function simultaneousQuantile(laws: readonly (LayerLaw | null)[], walks: boolean, alpha: number): number {
  const random = laws.filter((law): law is LayerLaw => law !== null && law.variance > 0 && law.deadProbability < 1);
  const bound = bonferroniQuantile(Math.max(1, random.length), alpha);
  const losesNone = random.every(({ deadProbability }) => deadProbability < alpha);
  if (!walks || !losesNone || random.length > DEEPEST || alpha < SMALLEST) return bound;
  const variances = random.map(({ variance }) => variance).sort((a, b) => a - b);
  const correlations = variances.slice(1).map((variance, l) => Math.sqrt(variances[l]! / variance));
  return Math.min(bound, supremum(correlations, alpha));
}

const known = new Map<string, number>();

/** Curves of one network with different activations need the same quantile, which is computed once. */
function supremum(correlations: readonly number[], alpha: number): number {
  const key = `${alpha} ${correlations.join(" ")}`;
  const z = known.get(key) ?? supQuantile(correlations, alpha);
  known.set(key, z);
  return z;
}
