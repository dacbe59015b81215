import { normalPdf, normalQuantileSf } from "../../numeric/index.js";
import { gradedNodes } from "./gaussianNodes.js";

/** Panels as wide as this many standard deviations of the narrowest step. */
const PANEL = 6;
/** Standard deviations beyond which the density of a step is negligible. */
const REACH = 9;
const PRECISION = 1e-6;

/**
 * The z with P(max over l of |S_l| / sd_l > z) = alpha for a Gaussian Markov sequence, whose successive members, divided
 * by their standard deviations, have the given correlations (one fewer than layers). Whole curves of logarithms are such
 * sequences: a band of z standard deviations holds the whole curve with probability 1 - alpha.
 */
export function supQuantile(correlations: readonly number[], alpha: number): number {
  if (!(alpha > 0 && alpha < 1)) throw new Error(`supQuantile: alpha must be in (0, 1), got ${alpha}`);
  for (const rho of correlations) {
    if (!(Math.abs(rho) <= 1)) throw new Error(`supQuantile: correlations must be in [-1, 1], got ${rho}`);
  }
  const steps = correlations.filter((rho) => Math.abs(rho) < 1);
  // ln P is nearly linear in z^2: secant steps from one layer's quantile and Bonferroni's, which enclose the answer.
  let [before, z] = [normalQuantileSf(alpha / 2), bonferroniQuantile(steps.length + 1, alpha)];
  if (steps.length === 0) return z;
  let [missBefore, miss] = [Math.log(exceedance(steps, before) / alpha), Math.log(exceedance(steps, z) / alpha)];
  for (let step = 0; step < 20 && Math.abs(z - before) > PRECISION; step++) {
    const next = Math.sqrt(z * z - (miss * (z * z - before * before)) / (miss - missBefore));
    if (!Number.isFinite(next)) break;
    [before, missBefore, z] = [z, miss, next];
    miss = Math.log(exceedance(steps, z) / alpha);
  }
  return z;
}

/** The z that bounds every one of `count` standard normal variables with probability 1 - alpha, however they depend. */
export function bonferroniQuantile(count: number, alpha: number): number {
  return normalQuantileSf(alpha / (2 * count));
}

/** The correlations of the successive sums of independent terms with the given variances, all positive. */
export function randomWalkCorrelations(variances: readonly number[]): number[] {
  const correlations: number[] = [];
  let total = variances[0] ?? 0;
  for (const variance of variances.slice(1)) {
    correlations.push(Math.sqrt(total / (total + variance)));
    total += variance;
  }
  return correlations;
}

/** P(some |S_l| / sd_l > z), by carrying the density of the paths that stayed inside; by symmetry its upper half. */
function exceedance(correlations: readonly number[], z: number): number {
  const narrowest = Math.min(1, ...correlations.map((rho) => Math.sqrt(1 - rho * rho)));
  const { at, weight } = gradedNodes(z, z, Math.min(1, PANEL * narrowest));
  const mass = weight.map((w, i) => 2 * w * normalPdf(at[i]!));
  const [from, density] = [new Float64Array(at.length), new Float64Array(at.length)];
  for (const rho of correlations) {
    carry(mass, at, Math.abs(rho), from, density);
    for (let i = 0; i < mass.length; i++) mass[i] = weight[i]! * density[i]!;
  }
  return 1 - mass.reduce((sum, p) => sum + p, 0);
}

/** The density of |S_(l+1)| from the masses of |S_l|, summed over those that a step can reach; `from` is scratch space. */
function carry(mass: Float64Array, at: Float64Array, rho: number, from: Float64Array, density: Float64Array): void {
  const sd = Math.sqrt(1 - rho * rho);
  for (let i = 0; i < at.length; i++) from[i] = (rho * at[i]!) / sd;
  for (let k = 0, first = 0; k < at.length; k++) {
    const to = at[k]! / sd;
    let sum = 0;
    while (first < from.length && from[first]! < to - REACH) first++;
    for (let i = first; i < from.length && from[i]! < to + REACH; i++)
      sum += mass[i]! * Math.exp(-((to - from[i]!) ** 2) / 2);
    for (let i = 0; i < from.length && to + from[i]! < REACH; i++)
      sum += mass[i]! * Math.exp(-((to + from[i]!) ** 2) / 2);
    density[k] = (sum * normalPdf(0)) / sd;
  }
}
