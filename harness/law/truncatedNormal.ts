/** A standard normal conditioned to an interval; any truncated normal is its affine image. */
import { normalCdf, normalPdf, normalQuantile, normalSf } from "../numeric/index.js";
import { truncatedNormal as transform } from "../random/truncatedNormal.js";
import { type Law, standardize } from "./law.js";

/** The standard normal given low <= Z <= high: not rescaled, so its variance is below 1. */
export function clippedNormal(low: number, high: number): Law {
  if (!(low < high)) throw new RangeError(`clippedNormal: low must be less than high, got ${low} and ${high}`);
  const below = normalCdf(low);
  const above = normalSf(high);
  const inside = low > 0 ? normalSf(low) - above : normalCdf(high) - below;
  const raw = rawMoments(low, high, inside);
  const mean = raw[1]!;
  const variance = raw[2]! - mean * mean;
  const within = (x: number): number => Math.min(high, Math.max(low, x));
  return {
    family: "truncated_normal",
    support: [low, high],
    mean,
    variance,
    density: (x) => (x >= low && x <= high ? normalPdf(x) / inside : 0),
    cdf: (x) => (within(x) > 0 ? 1 - upper(within(x)) : (normalCdf(within(x)) - below) / inside),
    sf: (x) => upper(within(x)),
    quantile: (p) =>
      within(below > 0.5 ? -normalQuantile(above + (1 - p) * inside) : normalQuantile(below + p * inside)),
    moment: (k) => centralMoment(raw, k) / variance ** (k / 2),
    draw: { transform: transform(below, inside, above, low, high), scale: 1, shift: 0 },
  };

  function upper(x: number): number {
    return x > 0 ? (normalSf(x) - above) / inside : 1 - (normalCdf(x) - below) / inside;
  }
}

/** Truncated at +-bound standard deviations of the parent, then rescaled to variance 1 (Keras, JAX). */
export const truncatedNormal = (bound: number): Law => standardize(clippedNormal(-bound, bound));

/** E[Z^k | inside] for k = 0..8: m_k = (k - 1) m_(k-2) - (high^(k-1) phi(high) - low^(k-1) phi(low)) / inside. */
function rawMoments(low: number, high: number, inside: number): readonly number[] {
  const edge = (x: number, power: number): number => (Number.isFinite(x) ? x ** power * normalPdf(x) : 0);
  const moments = [1];
  for (let k = 1; k <= 8; k++) {
    const carried = k >= 2 ? (k - 1) * moments[k - 2]! : 0;
    moments.push(carried - (edge(high, k - 1) - edge(low, k - 1)) / inside);
  }
  return moments;
}

/** E[(X - mean)^k] from the raw moments, by the binomial theorem. */
function centralMoment(raw: readonly number[], k: number): number {
  let sum = 0;
  let binomial = 1;
  for (let j = 0; j <= k; j++) {
    sum += binomial * raw[k - j]! * (-raw[1]!) ** j;
    binomial = (binomial * (k - j)) / (j + 1);
  }
  return sum;
}
