/** A standard normal conditioned on an interval; every truncated normal is an affine image of one. */

import { gaussLegendre, normalCdf, normalPdf, normalQuantile, normalSf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import { truncatedNormal as transform } from "../../random/truncatedNormal.js";
import { byEnds } from "./byEnds.js";
import { type Law, standardize } from "./law.js";

/** The standard normal given low <= Z <= high: not rescaled, so its variance is below 1. */
export const clippedNormal = byEnds((low, high) => {
  if (!(low < high)) throw new RangeError(`clippedNormal: low must be less than high, got ${low} and ${high}`);
  const below = normalCdf(low);
  const above = normalSf(high);
  const inside = low > 0 ? normalSf(low) - above : normalCdf(high) - below;
  const { mean, central } = momentsOf(low, high);
  const variance = central[2]!;
  const symmetric = low === -high;
  const within = (x: number): number => Math.min(high, Math.max(low, x));
  return {
    family: "truncated_normal",
    support: [low, high],
    mean: symmetric ? 0 : mean,
    variance,
    density: (x) => (x >= low && x <= high ? normalPdf(x) / inside : 0),
    cdf: (x) => (within(x) > 0 ? 1 - upper(within(x)) : (normalCdf(within(x)) - below) / inside),
    sf: (x) => upper(within(x)),
    quantile: (p) =>
      within(below > 0.5 ? -normalQuantile(above + (1 - p) * inside) : normalQuantile(below + p * inside)),
    moment: (k) => (symmetric && k % 2 === 1 ? 0 : central[k]! / power(variance, k / 2)),
    draw: { transform: transform(below, inside, above, low, high), scale: 1, shift: 0 },
  };

  function upper(x: number): number {
    return x > 0 ? (normalSf(x) - above) / inside : 1 - (normalCdf(x) - below) / inside;
  }
});

/** Truncated at +-bound standard deviations of the parent, then rescaled to variance 1 (Keras, JAX). */
export const truncatedNormal = (bound: number): Law => standardize(clippedNormal(-bound, bound));

/** The standard deviation of the normal that was truncated, symmetrically about its mean: the density falls as the normal's does. */
export function deviationBeforeTheCut({ mean, variance, density }: Law): number {
  const x = Math.sqrt(variance);
  const before = x / Math.sqrt(2 * Math.log(density(mean) / density(mean + x)));
  return Number.isFinite(before) ? Math.max(before, x) : x;
}

/** Beyond this the normal density is 0 in double precision. */
const EDGE = 39;
const RULE = gaussLegendre(24);

/**
 * The mean, and E[(Z - mean)^k | low <= Z <= high] for k = 0..8, by integration: the closed forms cancel if the interval is
 * narrow or far out.
 */
function momentsOf(low: number, high: number): { mean: number; central: readonly number[] } {
  const from = Math.max(low, -EDGE);
  const to = Math.min(high, EDGE);
  const panels = Math.ceil(to - from);
  const width = (to - from) / panels;
  const integral = (f: (x: number) => number): number => {
    let sum = 0;
    for (let panel = 0; panel < panels; panel++) {
      const centre = from + (panel + 1 / 2) * width;
      for (let i = 0; i < RULE.nodes.length; i++) {
        const x = centre + (RULE.nodes[i]! * width) / 2;
        sum += RULE.weights[i]! * f(x) * normalPdf(x);
      }
    }
    return sum;
  };
  const total = integral(() => 1);
  const middle = Math.max(from, Math.min(to, 0));
  const mean = middle + integral((x) => x - middle) / total;
  return { mean, central: Array.from({ length: 9 }, (_, k) => integral((x) => power(x - mean, k)) / total) };
}
