/**
 * The discrete Fourier transform in place, length a power of two, radix 4 (Cooley and Tukey 1965). `forward` leaves its result in
 * the order of reversed digits and `backward` takes it in that order: a product of spectra needs no other, so nothing is
 * ever permuted.
 */

/** exp(-2 pi i k / length) for k below length / 4. */
export interface Roots {
  readonly cosines: Float64Array;
  readonly sines: Float64Array;
}

/** Points that the innermost cache holds. */
const CACHED = 2 ** 11;

const known = new Map<number, Roots>();

export function rootsOf(length: number): Roots {
  let roots = known.get(length);
  if (roots === undefined) {
    const angle = (-2 * Math.PI) / length;
    const cosines = new Float64Array(Math.ceil(length / 4)).map((_, k) => Math.cos(angle * k));
    roots = { cosines, sines: cosines.map((_, k) => Math.sin(angle * k)) };
    known.set(length, roots);
  }
  return roots;
}

/** sum_j z_j exp(-2 pi i j k / n), in reversed order. */
export function forward(re: Float64Array, im: Float64Array): void {
  requirePower(re, im);
  split(re, im, 0, re.length);
}

/** n times the inverse of `forward`. */
export function backward(re: Float64Array, im: Float64Array): void {
  requirePower(re, im);
  join(re, im, 0, re.length);
}

function requirePower(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  if (n !== im.length || n === 0 || (n & (n - 1)) !== 0)
    throw new RangeError(`fft: length must be a power of two, got ${n}`);
}

/** Quarter after quarter while they are long, so that the rest is done where the cache holds it. */
function split(re: Float64Array, im: Float64Array, start: number, length: number): void {
  const end = start + length;
  if (length <= CACHED) {
    let part = length;
    for (; part >= 4; part /= 4) splitAll(re, im, start, end, part);
    if (part === 2) pairs(re, im, start, end);
    return;
  }
  splitAll(re, im, start, end, length);
  for (let at = start; at < end; at += length / 4) split(re, im, at, length / 4);
}

function join(re: Float64Array, im: Float64Array, start: number, length: number): void {
  const end = start + length;
  if (length <= CACHED) {
    const odd = Math.log2(length) % 2 === 1;
    if (odd) pairs(re, im, start, end);
    for (let part = odd ? 8 : 4; part <= length; part *= 4) joinAll(re, im, start, end, part);
    return;
  }
  for (let at = start; at < end; at += length / 4) join(re, im, at, length / 4);
  joinAll(re, im, start, end, length);
}

/** One step on every part of this length. */
function splitAll(re: Float64Array, im: Float64Array, start: number, end: number, length: number): void {
  const quarter = length >> 2;
  const { cosines, sines } = rootsOf(length);
  for (let from = start; from < end; from += length) {
    for (let k = 0; k < quarter; k++) {
      const a = from + k;
      const b = a + quarter;
      const c = b + quarter;
      const d = c + quarter;
      const sumRe = re[a]! + re[c]!;
      const sumIm = im[a]! + im[c]!;
      const gapRe = re[a]! - re[c]!;
      const gapIm = im[a]! - im[c]!;
      const otherSumRe = re[b]! + re[d]!;
      const otherSumIm = im[b]! + im[d]!;
      const otherGapRe = re[b]! - re[d]!;
      const otherGapIm = im[b]! - im[d]!;
      const w1 = cosines[k]!;
      const v1 = sines[k]!;
      const w2 = w1 * w1 - v1 * v1;
      const v2 = 2 * w1 * v1;
      const w3 = w1 * w2 - v1 * v2;
      const v3 = w1 * v2 + v1 * w2;
      const xRe = gapRe + otherGapIm;
      const xIm = gapIm - otherGapRe;
      const yRe = sumRe - otherSumRe;
      const yIm = sumIm - otherSumIm;
      const zRe = gapRe - otherGapIm;
      const zIm = gapIm + otherGapRe;
      re[a] = sumRe + otherSumRe;
      im[a] = sumIm + otherSumIm;
      re[b] = xRe * w1 - xIm * v1;
      im[b] = xRe * v1 + xIm * w1;
      re[c] = yRe * w2 - yIm * v2;
      im[c] = yRe * v2 + yIm * w2;
      re[d] = zRe * w3 - zIm * v3;
      im[d] = zRe * v3 + zIm * w3;
    }
  }
}

/** The conjugate transpose of `splitAll`. */
function joinAll(re: Float64Array, im: Float64Array, start: number, end: number, length: number): void {
  const quarter = length >> 2;
  const { cosines, sines } = rootsOf(length);
  for (let from = start; from < end; from += length) {
    for (let k = 0; k < quarter; k++) {
      const a = from + k;
      const b = a + quarter;
      const c = b + quarter;
      const d = c + quarter;
      const w1 = cosines[k]!;
      const v1 = sines[k]!;
      const w2 = w1 * w1 - v1 * v1;
      const v2 = 2 * w1 * v1;
      const w3 = w1 * w2 - v1 * v2;
      const v3 = w1 * v2 + v1 * w2;
      const xRe = re[b]! * w1 + im[b]! * v1;
      const xIm = im[b]! * w1 - re[b]! * v1;
      const yRe = re[c]! * w2 + im[c]! * v2;
      const yIm = im[c]! * w2 - re[c]! * v2;
      const zRe = re[d]! * w3 + im[d]! * v3;
      const zIm = im[d]! * w3 - re[d]! * v3;
      const sumRe = re[a]! + yRe;
      const sumIm = im[a]! + yIm;
      const gapRe = re[a]! - yRe;
      const gapIm = im[a]! - yIm;
      const otherSumRe = xRe + zRe;
      const otherSumIm = xIm + zIm;
      const otherGapRe = xRe - zRe;
      const otherGapIm = xIm - zIm;
      re[a] = sumRe + otherSumRe;
      im[a] = sumIm + otherSumIm;
      re[b] = gapRe - otherGapIm;
      im[b] = gapIm + otherGapRe;
      re[c] = sumRe - otherSumRe;
      im[c] = sumIm - otherSumIm;
      re[d] = gapRe + otherGapIm;
      im[d] = gapIm - otherGapRe;
    }
  }
}

/** The last step of an odd power: it is its own transpose. */
function pairs(re: Float64Array, im: Float64Array, start: number, end: number): void {
  for (let a = start; a < end; a += 2) {
    const re0 = re[a]!;
    const im0 = im[a]!;
    re[a] = re0 + re[a + 1]!;
    im[a] = im0 + im[a + 1]!;
    re[a + 1] = re0 - re[a + 1]!;
    im[a + 1] = im0 - im[a + 1]!;
  }
}
