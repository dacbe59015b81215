/** The standard normal law. Every function returns NaN for NaN. */
import { erf, erfcx } from "./erf.js";

const SQRT_2PI = Math.sqrt(2 * Math.PI);

/** Below this P(Z > x) is (1 - erf(x / sqrt 2)) / 2 without loss. */
const CENTRE_END = 0.6;
/** Beyond this P(Z > x) is below the smallest double. */
const UNDERFLOW = 39;

/** The density exp(-x^2/2) / sqrt(2 pi). */
export function normalPdf(x: number): number {
  return gaussian(x) / SQRT_2PI;
}

/** P(Z <= x), to full relative accuracy in the lower tail. */
export function normalCdf(x: number): number {
  return normalSf(-x);
}

/** P(Z > x), to full relative accuracy in the upper tail. */
export function normalSf(x: number): number {
  if (Math.abs(x) <= CENTRE_END) return 0.5 - erf(x / Math.SQRT2) / 2;
  if (x < 0) return 1 - normalSf(-x);
  return (gaussian(x) * erfcx(x / Math.SQRT2)) / 2;
}

/** ln P(Z > x), finite far beyond the underflow of the probability. */
export function normalLogSf(x: number): number {
  return x < 1 ? Math.log1p(-normalCdf(x)) : (-x * x) / 2 + Math.log(erfcx(x / Math.SQRT2) / 2);
}

/** exp(-x^2/2), with x split so that the rounding of its square does not matter. */
function gaussian(x: number): number {
  if (Math.abs(x) > UNDERFLOW) return 0;
  const head = Math.trunc(x * 16) / 16;
  return Math.exp((-head * head) / 2) * Math.exp((-(x - head) * (x + head)) / 2);
}
