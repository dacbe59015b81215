/**
 * The last step of the transform by four. Each 16 points are four parts of four; they are transposed, so that lanes need not be
 * mixed, and stay transposed, since the inverse takes them in that order.
 */

/** The four-point transforms of the parts from `re` to `end`. */
export function splitFours(re: usize, im: usize, end: usize): void {
  for (; re < end; re += 64, im += 64) {
    transpose(re);
    transpose(im);
    transform(re, im);
  }
}

/** The conjugate transpose of `splitFours`: exchanging real and imaginary parts conjugates a transform. */
export function joinFours(re: usize, im: usize, end: usize): void {
  for (; re < end; re += 64, im += 64) {
    transform(im, re);
    transpose(re);
    transpose(im);
  }
}

@inline
function transform(re: usize, im: usize): void {
  const aRe = v128.load(re);
  const bRe = v128.load(re, 16);
  const cRe = v128.load(re, 32);
  const dRe = v128.load(re, 48);
  const aIm = v128.load(im);
  const bIm = v128.load(im, 16);
  const cIm = v128.load(im, 32);
  const dIm = v128.load(im, 48);
  const sumRe = f32x4.add(aRe, cRe);
  const sumIm = f32x4.add(aIm, cIm);
  const gapRe = f32x4.sub(aRe, cRe);
  const gapIm = f32x4.sub(aIm, cIm);
  const otherSumRe = f32x4.add(bRe, dRe);
  const otherSumIm = f32x4.add(bIm, dIm);
  const otherGapRe = f32x4.sub(bRe, dRe);
  const otherGapIm = f32x4.sub(bIm, dIm);
  v128.store(re, f32x4.add(sumRe, otherSumRe));
  v128.store(im, f32x4.add(sumIm, otherSumIm));
  v128.store(re, f32x4.add(gapRe, otherGapIm), 16);
  v128.store(im, f32x4.sub(gapIm, otherGapRe), 16);
  v128.store(re, f32x4.sub(sumRe, otherSumRe), 32);
  v128.store(im, f32x4.sub(sumIm, otherSumIm), 32);
  v128.store(re, f32x4.sub(gapRe, otherGapIm), 48);
  v128.store(im, f32x4.add(gapIm, otherGapRe), 48);
}

@inline
function transpose(at: usize): void {
  const a = v128.load(at);
  const b = v128.load(at, 16);
  const c = v128.load(at, 32);
  const d = v128.load(at, 48);
  const abLow = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
  const abHigh = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
  const cdLow = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
  const cdHigh = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
  v128.store(at, v128.shuffle<i64>(abLow, cdLow, 0, 2));
  v128.store(at, v128.shuffle<i64>(abLow, cdLow, 1, 3), 16);
  v128.store(at, v128.shuffle<i64>(abHigh, cdHigh, 0, 2), 32);
  v128.store(at, v128.shuffle<i64>(abHigh, cdHigh, 1, 3), 48);
}
