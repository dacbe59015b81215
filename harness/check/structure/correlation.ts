/** Correlation at every lag at once, by the fast Fourier transform. */
import { fft } from "../../numeric/fft.js";
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
  const same = a === b;
  const products = correlate(a, b);
  const size = products.length;
  let best = { lag: 0, z: 0 };
  let looks = 0;
  for (let lag = same ? 1 : -(n >> 1); lag <= n >> 1; lag++) {
    const z = products[(lag + size) % size]! / Math.sqrt(n - Math.abs(lag));
    looks++;
    if (!(Math.abs(z) <= Math.abs(best.z))) best = { lag, z };
  }
  const single = 2 * normalSf(Math.abs(best.z));
  return { ...best, pValue: -Math.expm1(looks * Math.log1p(-single)) };
}

/** sum_i a_i b_(i + lag) at index lag modulo the length, which is padded so that nothing wraps. */
function correlate(a: Float64Array, b: Float64Array): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(2 * a.length));
  // One transform for two real sequences: a in the real part, b in the imaginary one.
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  re.set(a);
  im.set(b);
  fft(re, im);
  const outRe = new Float64Array(size);
  const outIm = new Float64Array(size);
  for (let k = 0; k < size; k++) {
    const m = (size - k) % size;
    const [aRe, aIm] = [(re[k]! + re[m]!) / 2, (im[k]! - im[m]!) / 2];
    const [bRe, bIm] = [(im[k]! + im[m]!) / 2, (re[m]! - re[k]!) / 2];
    // conj(A) B; the forward transform of its conjugate is the inverse one, up to the size.
    outRe[k] = aRe * bRe + aIm * bIm;
    outIm[k] = -(aRe * bIm - aIm * bRe);
  }
  fft(outRe, outIm);
  return outRe.map((x) => x / size);
}
