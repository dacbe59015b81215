/** Correlation at every lag at once, by the fast Fourier transform. */
import { correlate } from "../../numeric/correlate.js";
import { normalSf } from "../../numeric/index.js";

export interface StrongestLag {
  readonly lag: number;
  /** N(0, 1) at each lag for independent standardised entries. */
  readonly z: number;
  /** P(some lag is as strong), by Sidak over the lags looked at. */
  readonly pValue: number;
}

/** The strongest of sum a_i b_(i + lag) / sqrt(count), lags 1 .. n/2 (and 0, and negative ones, if b is another tensor). */
export function strongestLag(a: Float64Array, b: Float64Array): StrongestLag {
  const n = a.length;
  const most = n >> 1;
  const products = correlate(a, b);
  const first = a === b ? 1 : -most;
  const looks = most - first + 1;
  let best = { lag: 0, z: 0 };
  for (let lag = first; lag <= most; lag++) {
    const z = products[most + lag]! / Math.sqrt(n - Math.abs(lag));
    if (!(Math.abs(z) <= Math.abs(best.z))) best = { lag, z };
  }
  const single = 2 * normalSf(Math.abs(best.z));
  return { ...best, pValue: -Math.expm1(looks * Math.log1p(-single)) };
}
