/** The right-angle convolution of harness/numeric/correlate.ts, in single precision: the steps before and after the transform. */
import { overIm, overRe, timesIm, timesRe } from "./complex";
import { rootIm, rootRe } from "./roots";

/** Four doubles, scaled, as floats. */
@inline
function floats(at: usize, scale: v128): v128 {
  const low = f32x4.demote_f64x2_zero(f64x2.mul(v128.load(at), scale));
  const high = f32x4.demote_f64x2_zero(f64x2.mul(v128.load(at, 16), scale));
  return v128.shuffle<i64>(low, high, 0, 2);
}

/**
 * Turns `count` doubles at `x`, followed by zeros, into `size` complex numbers rotated by half a root; `roots` have unit 4
 * `size`.
 */
export function turn(x: usize, count: i32, size: i32, scale: f64, re: usize, im: usize, roots: usize): void {
  const scales = f64x2.splat(scale);
  const far = <usize>size << 3;
  const end = x + (<usize>count << 3);
  for (let j = 0; j < size; j += 4, x += 32, re += 16, im += 16) {
    const near = x < end ? floats(x, scales) : f32x4.splat(0);
    const c = rootRe(roots, j);
    const s = rootIm(roots, j);
    let a = f32x4.mul(near, c);
    let b = f32x4.mul(near, s);
    if (x + far < end) {
      const beyond = floats(x + far, scales);
      a = f32x4.add(a, f32x4.mul(beyond, s));
      b = f32x4.sub(b, f32x4.mul(beyond, c));
    }
    v128.store(re, a);
    v128.store(im, b);
  }
}

/** conj(left) right, in place of left. */
export function multiply(re: usize, im: usize, rightRe: usize, rightIm: usize, size: i32): void {
  const end = re + (<usize>size << 2);
  for (; re < end; re += 16, im += 16, rightRe += 16, rightIm += 16) {
    const aRe = v128.load(re);
    const aIm = v128.load(im);
    const bRe = v128.load(rightRe);
    const bIm = v128.load(rightIm);
    v128.store(re, overRe(bRe, bIm, aRe, aIm));
    v128.store(im, overIm(bRe, bIm, aRe, aIm));
  }
}

/** The squared absolute values of `count` complex numbers. */
export function square(re: usize, im: usize, count: i32, out: usize): void {
  const end = re + (<usize>count << 2);
  for (; re < end; re += 16, im += 16, out += 16) {
    const a = v128.load(re);
    const b = v128.load(im);
    v128.store(out, f32x4.add(f32x4.mul(a, a), f32x4.mul(b, b)));
  }
}

/**
 * Rotates the places from `from` to `to` back: lag j is in the real part, j - size in the imaginary one. Returns the sum of their
 * squares; `roots` have unit 4 size.
 */
export function turnBack(re: usize, im: usize, from: i32, to: i32, roots: usize): f32 {
  let sum = f32x4.splat(0);
  re += <usize>from << 2;
  im += <usize>from << 2;
  for (let j = from; j < to; j += 4, re += 16, im += 16) {
    const zRe = v128.load(re);
    const zIm = v128.load(im);
    const c = rootRe(roots, j);
    const s = rootIm(roots, j);
    const a = overRe(zRe, zIm, c, s);
    const b = overIm(zRe, zIm, c, s);
    v128.store(re, a);
    v128.store(im, b);
    sum = f32x4.add(sum, f32x4.add(f32x4.mul(a, a), f32x4.mul(b, b)));
  }
  return (
    f32x4.extract_lane(sum, 0) + f32x4.extract_lane(sum, 1) + (f32x4.extract_lane(sum, 2) + f32x4.extract_lane(sum, 3))
  );
}

/**
 * Twice the transform of 2 `half` real numbers, at places 0 .. `half`, from a transform with the even ones in the real part and
 * the odd ones in the imaginary part; `roots` have unit 2 `half`. May write three more floats.
 */
export function untangle(zRe: usize, zIm: usize, half: i32, re: usize, im: usize, roots: usize): void {
  const end = <usize>half << 2;
  store<f32>(zRe + end, load<f32>(zRe));
  store<f32>(zIm + end, load<f32>(zIm));
  for (let j = 0; j <= half; j += 4) {
    const at = <usize>j << 2;
    const aRe = v128.load(zRe + at);
    const aIm = v128.load(zIm + at);
    const bRe = reversed(zRe + end - at - 12);
    const bIm = reversed(zIm + end - at - 12);
    const oddRe = f32x4.add(aIm, bIm);
    const oddIm = f32x4.sub(bRe, aRe);
    const w = rootRe(roots, j);
    const v = rootIm(roots, j);
    v128.store(re + at, f32x4.add(f32x4.add(aRe, bRe), overRe(oddRe, oddIm, w, v)));
    v128.store(im + at, f32x4.add(f32x4.sub(aIm, bIm), overIm(oddRe, oddIm, w, v)));
  }
}

@inline
function reversed(at: usize): v128 {
  const x = v128.load(at);
  return v128.shuffle<i32>(x, x, 3, 2, 1, 0);
}
