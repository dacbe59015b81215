/**
 * Steps of the transform by four. In every part of `length` points at `re` and `im` the quarter of outputs k = 0 (mod 4) comes
 * first, then 2, 1 and 3, so that outputs are in bit-reversed order. `levels` holds exp(-2 pi i k / length) for length 16, 64,
 * 256, ...: real parts, then imaginary ones.
 */
import { overIm, overRe, timesIm, timesRe } from "./complex";

@inline
function levelOf(levels: usize, quarter: usize): usize {
  return levels + ((quarter - 4) / 3) * 8;
}

/** Splits the parts from `re` to `end`. */
export function splitQuarters(re: usize, im: usize, end: usize, length: i32, levels: usize): void {
  const q = <usize>length >> 2;
  const size = q << 2;
  const w = levelOf(levels, q);
  const apart = im - re;
  for (; re < end; re += 3 * size) {
    for (let p: usize = 0; p < size; p += 16, re += 16) {
      const to = re + apart;
      const aRe = v128.load(re);
      const bRe = v128.load(re + size);
      const cRe = v128.load(re + 2 * size);
      const dRe = v128.load(re + 3 * size);
      const aIm = v128.load(to);
      const bIm = v128.load(to + size);
      const cIm = v128.load(to + 2 * size);
      const dIm = v128.load(to + 3 * size);
      const w1 = v128.load(w + p);
      const v1 = v128.load(w + size + p);
      const w2 = timesRe(w1, v1, w1, v1);
      const v2 = timesIm(w1, v1, w1, v1);
      const w3 = timesRe(w1, v1, w2, v2);
      const v3 = timesIm(w1, v1, w2, v2);
      const sumRe = f32x4.add(aRe, cRe);
      const sumIm = f32x4.add(aIm, cIm);
      const gapRe = f32x4.sub(aRe, cRe);
      const gapIm = f32x4.sub(aIm, cIm);
      const otherSumRe = f32x4.add(bRe, dRe);
      const otherSumIm = f32x4.add(bIm, dIm);
      const otherGapRe = f32x4.sub(bRe, dRe);
      const otherGapIm = f32x4.sub(bIm, dIm);
      v128.store(re, f32x4.add(sumRe, otherSumRe));
      v128.store(to, f32x4.add(sumIm, otherSumIm));
      const yRe = f32x4.sub(sumRe, otherSumRe);
      const yIm = f32x4.sub(sumIm, otherSumIm);
      v128.store(re + size, timesRe(yRe, yIm, w2, v2));
      v128.store(to + size, timesIm(yRe, yIm, w2, v2));
      const xRe = f32x4.add(gapRe, otherGapIm);
      const xIm = f32x4.sub(gapIm, otherGapRe);
      v128.store(re + 2 * size, timesRe(xRe, xIm, w1, v1));
      v128.store(to + 2 * size, timesIm(xRe, xIm, w1, v1));
      const zRe = f32x4.sub(gapRe, otherGapIm);
      const zIm = f32x4.add(gapIm, otherGapRe);
      v128.store(re + 3 * size, timesRe(zRe, zIm, w3, v3));
      v128.store(to + 3 * size, timesIm(zRe, zIm, w3, v3));
    }
  }
}

/** The conjugate transpose of `splitQuarters`. */
export function joinQuarters(re: usize, im: usize, end: usize, length: i32, levels: usize): void {
  const q = <usize>length >> 2;
  const size = q << 2;
  const w = levelOf(levels, q);
  const apart = im - re;
  for (; re < end; re += 3 * size) {
    for (let p: usize = 0; p < size; p += 16, re += 16) {
      const to = re + apart;
      const w1 = v128.load(w + p);
      const v1 = v128.load(w + size + p);
      const w2 = timesRe(w1, v1, w1, v1);
      const v2 = timesIm(w1, v1, w1, v1);
      const w3 = timesRe(w1, v1, w2, v2);
      const v3 = timesIm(w1, v1, w2, v2);
      const aRe = v128.load(re);
      const aIm = v128.load(to);
      const bRe = v128.load(re + size);
      const bIm = v128.load(to + size);
      const cRe = v128.load(re + 2 * size);
      const cIm = v128.load(to + 2 * size);
      const dRe = v128.load(re + 3 * size);
      const dIm = v128.load(to + 3 * size);
      const yRe = overRe(bRe, bIm, w2, v2);
      const yIm = overIm(bRe, bIm, w2, v2);
      const xRe = overRe(cRe, cIm, w1, v1);
      const xIm = overIm(cRe, cIm, w1, v1);
      const zRe = overRe(dRe, dIm, w3, v3);
      const zIm = overIm(dRe, dIm, w3, v3);
      const sumRe = f32x4.add(aRe, yRe);
      const sumIm = f32x4.add(aIm, yIm);
      const gapRe = f32x4.sub(aRe, yRe);
      const gapIm = f32x4.sub(aIm, yIm);
      const otherSumRe = f32x4.add(xRe, zRe);
      const otherSumIm = f32x4.add(xIm, zIm);
      const otherGapRe = f32x4.sub(xRe, zRe);
      const otherGapIm = f32x4.sub(xIm, zIm);
      v128.store(re, f32x4.add(sumRe, otherSumRe));
      v128.store(to, f32x4.add(sumIm, otherSumIm));
      v128.store(re + size, f32x4.sub(gapRe, otherGapIm));
      v128.store(to + size, f32x4.add(gapIm, otherGapRe));
      v128.store(re + 2 * size, f32x4.sub(sumRe, otherSumRe));
      v128.store(to + 2 * size, f32x4.sub(sumIm, otherSumIm));
      v128.store(re + 3 * size, f32x4.add(gapRe, otherGapIm));
      v128.store(to + 3 * size, f32x4.sub(gapIm, otherGapRe));
    }
  }
}
