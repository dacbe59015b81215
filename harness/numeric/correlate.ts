/** Sums of products at all lags at once. */
import { backward, forward, rootsOf } from "./fft.js";

/**
 * sum_i a_i b_(i + lag) for lag -(n >> 1) .. n >> 1, lag 0 in the middle; a and b have the same length n.
 *
 * Two real halves make one complex sequence, rotated by half a root of unity so that its spectrum is that of the real one at the
 * odd points of a circle twice as fine (the right-angle convolution of Nussbaumer 1981): products then wrap with a factor i, so
 * the real and imaginary parts separate what would otherwise mix. 3n/2 points suffice, since lags beyond n/2 may wrap.
 */
export function correlate(a: Float64Array, b: Float64Array): Float64Array {
  const n = a.length;
  const size = 2 ** Math.max(0, Math.ceil(Math.log2(0.75 * (n + 1))));
  const left = spectrum(a, size);
  const right = a === b ? left : spectrum(b, size);
  multiply(left, right);
  backward(left.re, left.im);
  return unwound(left, n >> 1);
}

interface Complex {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

function spectrum(x: Float64Array, size: number): Complex {
  const re = new Float64Array(size);
  const im = new Float64Array(size);
  const { cosines, sines } = rootsOf(4 * size, size);
  const split = Math.min(size, x.length);
  for (let j = 0; j < split; j++) {
    const far = j + size < x.length ? x[j + size]! : 0;
    re[j] = x[j]! * cosines[j]! + far * sines[j]!;
    im[j] = x[j]! * sines[j]! - far * cosines[j]!;
  }
  forward(re, im);
  return { re, im };
}

/** conj(left) right, in place of left. */
function multiply(left: Complex, right: Complex): void {
  for (let k = 0; k < left.re.length; k++) {
    const [aRe, aIm, bRe, bIm] = [left.re[k]!, left.im[k]!, right.re[k]!, right.im[k]!];
    left.re[k] = aRe * bRe + aIm * bIm;
    left.im[k] = aRe * bIm - aIm * bRe;
  }
}

/** The real part holds lag j, the imaginary part lag j - size. */
function unwound({ re, im }: Complex, most: number): Float64Array {
  const size = re.length;
  const { cosines, sines } = rootsOf(4 * size, size);
  const out = new Float64Array(2 * most + 1);
  for (let lag = 0; lag <= most; lag++) out[most + lag] = (re[lag]! * cosines[lag]! + im[lag]! * sines[lag]!) / size;
  for (let lag = 1; lag <= most; lag++) {
    const j = size - lag;
    out[most - lag] = (im[j]! * cosines[j]! - re[j]! * sines[j]!) / size;
  }
  return out;
}
