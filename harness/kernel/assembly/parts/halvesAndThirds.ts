/** Steps of the transform by two and by three, each over all `length` points: outputs k = 0, 1 (and 2) one after the other. */
import { overIm, overRe, timesIm, timesRe } from "./complex";
import { rootIm, rootRe } from "./roots";

const ROOT_THREE_QUARTERS: f32 = 0.86602540378443864676;

/** `roots` have unit `length`, here and below. */
export function splitHalves(re: usize, im: usize, length: i32, roots: usize): void {
  const far = <usize>(length >> 1) << 2;
  for (let k = 0; k < length >> 1; k += 4, re += 16, im += 16) {
    const w = rootRe(roots, k);
    const v = rootIm(roots, k);
    const aRe = v128.load(re);
    const aIm = v128.load(im);
    const bRe = v128.load(re + far);
    const bIm = v128.load(im + far);
    const gapRe = f32x4.sub(aRe, bRe);
    const gapIm = f32x4.sub(aIm, bIm);
    v128.store(re, f32x4.add(aRe, bRe));
    v128.store(im, f32x4.add(aIm, bIm));
    v128.store(re + far, timesRe(gapRe, gapIm, w, v));
    v128.store(im + far, timesIm(gapRe, gapIm, w, v));
  }
}

/** The conjugate transpose of `splitHalves`. */
export function joinHalves(re: usize, im: usize, length: i32, roots: usize): void {
  const far = <usize>(length >> 1) << 2;
  for (let k = 0; k < length >> 1; k += 4, re += 16, im += 16) {
    const w = rootRe(roots, k);
    const v = rootIm(roots, k);
    const aRe = v128.load(re);
    const aIm = v128.load(im);
    const xRe = v128.load(re + far);
    const xIm = v128.load(im + far);
    const bRe = overRe(xRe, xIm, w, v);
    const bIm = overIm(xRe, xIm, w, v);
    v128.store(re, f32x4.add(aRe, bRe));
    v128.store(im, f32x4.add(aIm, bIm));
    v128.store(re + far, f32x4.sub(aRe, bRe));
    v128.store(im + far, f32x4.sub(aIm, bIm));
  }
}

export function splitThirds(re: usize, im: usize, length: i32, roots: usize): void {
  const far = <usize>(length / 3) << 2;
  const half = f32x4.splat(0.5);
  const slope = f32x4.splat(ROOT_THREE_QUARTERS);
  for (let k = 0; k < length / 3; k += 4, re += 16, im += 16) {
    const aRe = v128.load(re);
    const aIm = v128.load(im);
    const bRe = v128.load(re + far);
    const bIm = v128.load(im + far);
    const cRe = v128.load(re + 2 * far);
    const cIm = v128.load(im + 2 * far);
    const sumRe = f32x4.add(bRe, cRe);
    const sumIm = f32x4.add(bIm, cIm);
    const middleRe = f32x4.sub(aRe, f32x4.mul(half, sumRe));
    const middleIm = f32x4.sub(aIm, f32x4.mul(half, sumIm));
    const gapRe = f32x4.mul(slope, f32x4.sub(bRe, cRe));
    const gapIm = f32x4.mul(slope, f32x4.sub(bIm, cIm));
    v128.store(re, f32x4.add(aRe, sumRe));
    v128.store(im, f32x4.add(aIm, sumIm));
    const w = rootRe(roots, k);
    const v = rootIm(roots, k);
    const xRe = f32x4.add(middleRe, gapIm);
    const xIm = f32x4.sub(middleIm, gapRe);
    v128.store(re + far, timesRe(xRe, xIm, w, v));
    v128.store(im + far, timesIm(xRe, xIm, w, v));
    const w2 = timesRe(w, v, w, v);
    const v2 = timesIm(w, v, w, v);
    const yRe = f32x4.sub(middleRe, gapIm);
    const yIm = f32x4.add(middleIm, gapRe);
    v128.store(re + 2 * far, timesRe(yRe, yIm, w2, v2));
    v128.store(im + 2 * far, timesIm(yRe, yIm, w2, v2));
  }
}

/** The conjugate transpose of `splitThirds`. */
export function joinThirds(re: usize, im: usize, length: i32, roots: usize): void {
  const far = <usize>(length / 3) << 2;
  const half = f32x4.splat(0.5);
  const slope = f32x4.splat(ROOT_THREE_QUARTERS);
  for (let k = 0; k < length / 3; k += 4, re += 16, im += 16) {
    const w = rootRe(roots, k);
    const v = rootIm(roots, k);
    const w2 = timesRe(w, v, w, v);
    const v2 = timesIm(w, v, w, v);
    const aRe = v128.load(re);
    const aIm = v128.load(im);
    const xRe = v128.load(re + far);
    const xIm = v128.load(im + far);
    const yRe = v128.load(re + 2 * far);
    const yIm = v128.load(im + 2 * far);
    const bRe = overRe(xRe, xIm, w, v);
    const bIm = overIm(xRe, xIm, w, v);
    const cRe = overRe(yRe, yIm, w2, v2);
    const cIm = overIm(yRe, yIm, w2, v2);
    const sumRe = f32x4.add(bRe, cRe);
    const sumIm = f32x4.add(bIm, cIm);
    const middleRe = f32x4.sub(aRe, f32x4.mul(half, sumRe));
    const middleIm = f32x4.sub(aIm, f32x4.mul(half, sumIm));
    const gapRe = f32x4.mul(slope, f32x4.sub(bRe, cRe));
    const gapIm = f32x4.mul(slope, f32x4.sub(bIm, cIm));
    v128.store(re, f32x4.add(aRe, sumRe));
    v128.store(im, f32x4.add(aIm, sumIm));
    v128.store(re + far, f32x4.sub(middleRe, gapIm));
    v128.store(im + far, f32x4.add(middleIm, gapRe));
    v128.store(re + 2 * far, f32x4.add(middleRe, gapIm));
    v128.store(im + 2 * far, f32x4.sub(middleIm, gapRe));
  }
}
