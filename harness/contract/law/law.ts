/**
 * A probability law on the real line, as a value. Everything that the harness asserts about a weight follows from a
 * law.
 *
 * A law states the facts below; everything else (standard deviation, symmetry, samples, expectations of powers) is
 * derived, once, here or where it is needed. Affine images of laws are laws.
 */
import type { Transform } from "../../random/transform.js";

export interface Law {
  /** The form of the law regardless of location and scale: "normal", "uniform", "truncated_normal", ... */
  readonly family: string;
  /** Closed ends; infinite if there are none. */
  readonly support: readonly [low: number, high: number];
  readonly mean: number;
  readonly variance: number;
  density(x: number): number;
  cdf(x: number): number;
  /** P(X > x), exact in the upper tail where 1 - cdf(x) would cancel. */
  sf(x: number): number;
  quantile(p: number): number;
  /** E[((X - mean) / sd)^k], for k to 8. */
  moment(k: number): number;
  /** How entries are drawn: a standard transform, scaled and shifted. */
  readonly draw: Draw;
}

export interface Draw {
  readonly transform: Transform;
  readonly scale: number;
  readonly shift: number;
}

/** The law of shift + scale X for X under `law`; scale must be positive and finite. */
export function affine(law: Law, scale: number, shift = 0): Law {
  if (!(scale > 0 && Number.isFinite(scale))) throw new RangeError(`affine: scale must be positive, got ${scale}`);
  if (!Number.isFinite(shift)) throw new RangeError(`affine: shift must be finite, got ${shift}`);
  const into = (x: number): number => (x - shift) / scale;
  const [low, high] = law.support;
  return {
    family: law.family,
    support: [shift + scale * low, shift + scale * high],
    mean: shift + scale * law.mean,
    variance: scale * scale * law.variance,
    density: (x) => law.density(into(x)) / scale,
    cdf: (x) => law.cdf(into(x)),
    sf: (x) => law.sf(into(x)),
    quantile: (p) => shift + scale * law.quantile(p),
    moment: law.moment,
    draw: {
      transform: law.draw.transform,
      scale: scale * law.draw.scale,
      shift: shift + scale * law.draw.shift,
    },
  };
}

/** The same law, shifted and scaled to mean 0 and variance 1. */
export function standardize(law: Law): Law {
  const sd = standardDeviation(law);
  return affine(law, 1 / sd, -law.mean / sd);
}

export const standardDeviation = (law: Law): number => Math.sqrt(law.variance);

/** Mean 0 and odd moments 0: the law of -X is the law of X. */
export const isSymmetric = (law: Law): boolean =>
  law.mean - law.support[0] === law.support[1] - law.mean && law.moment(3) === 0;

/** No entry can lie outside finite ends. */
export const isBounded = (law: Law): boolean => law.support.every(Number.isFinite);
