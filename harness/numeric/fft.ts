/**
 * The discrete Fourier transform in place, for lengths that are powers of two (Cooley and Tukey 1965). `forward` leaves its
 * result in bit-reversed order and `backward` takes it in that order: a product of spectra needs no other, so nothing is
 * permuted.
 */

export interface Roots {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

const known = new Map<number, Roots>();

/** exp(-2 pi i k / length) for k < `count`, or for more k. */
export function rootsOf(length: number, count: number): Roots {
  const held = known.get(length);
  if (held !== undefined && held.cosines.length >= count) return held;
  const angles = new Float64Array(count).map((_, k) => (-2 * Math.PI * k) / length);
  const roots = { cosines: angles.map(Math.cos), sines: angles.map(Math.sin) };
  known.set(length, roots);
  return roots;
}

/** sum_j z_j exp(-2 pi i j k / n), in bit-reversed order. */
export function forward(re: Float64Array, im: Float64Array): void {
  const n = lengthOf(re, im);
  for (let half = n / 2; half >= 1; half /= 2) {
    const { cosines, sines } = rootsOf(2 * half, half);
    for (let a = 0; a < n; a += half) {
      for (let k = 0; k < half; k++, a++) {
        const b = a + half;
        const [gapRe, gapIm] = [re[a]! - re[b]!, im[a]! - im[b]!];
        re[a]! += re[b]!;
        im[a]! += im[b]!;
        re[b] = gapRe * cosines[k]! - gapIm * sines[k]!;
        im[b] = gapRe * sines[k]! + gapIm * cosines[k]!;
      }
    }
  }
}

/** n times the inverse of `forward`: the conjugate transposes of its steps, last step first. */
export function backward(re: Float64Array, im: Float64Array): void {
  const n = lengthOf(re, im);
  for (let half = 1; half < n; half *= 2) {
    const { cosines, sines } = rootsOf(2 * half, half);
    for (let a = 0; a < n; a += half) {
      for (let k = 0; k < half; k++, a++) {
        const b = a + half;
        const [bRe, bIm] = [re[b]! * cosines[k]! + im[b]! * sines[k]!, im[b]! * cosines[k]! - re[b]! * sines[k]!];
        re[b] = re[a]! - bRe;
        im[b] = im[a]! - bIm;
        re[a]! += bRe;
        im[a]! += bIm;
      }
    }
  }
}

function lengthOf(re: Float64Array, im: Float64Array): number {
  const n = re.length;
  if (n !== im.length || n === 0 || (n & (n - 1)) !== 0)
    throw new RangeError(`fft: length must be a power of two, got ${n}`);
  return n;
}
