/** The uniform law on [-1, 1], and its image on any interval. */
import { power } from "../../numeric/power.js";
import { signedUniform } from "../../random/signedUniform.js";
import { affine, type Law } from "./law.js";

export const signedUniformLaw: Law = {
  family: "uniform",
  support: [-1, 1],
  mean: 0,
  variance: 1 / 3,
  density: (x) => (x >= -1 && x <= 1 ? 1 / 2 : 0),
  cdf: (x) => Math.min(1, Math.max(0, (1 + x) / 2)),
  sf: (x) => Math.min(1, Math.max(0, (1 - x) / 2)),
  quantile: (p) => (p >= 0 && p <= 1 ? 2 * p - 1 : Number.NaN),
  moment: (k) => (k % 2 === 0 ? power(3, k / 2) / (k + 1) : 0),
  draw: { transform: signedUniform, scale: 1, shift: 0 },
};

/** Uniform on [low, high], low < high. */
export function uniform(low: number, high: number): Law {
  if (!(low < high)) throw new RangeError(`uniform: low must be less than high, got ${low} and ${high}`);
  return affine(signedUniformLaw, (high - low) / 2, low + (high - low) / 2);
}
