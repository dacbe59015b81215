/** Products of complex numbers, four at once, with separate real and imaginary parts. */

@inline
export function timesRe(aRe: v128, aIm: v128, bRe: v128, bIm: v128): v128 {
  return f32x4.sub(f32x4.mul(aRe, bRe), f32x4.mul(aIm, bIm));
}

@inline
export function timesIm(aRe: v128, aIm: v128, bRe: v128, bIm: v128): v128 {
  return f32x4.add(f32x4.mul(aRe, bIm), f32x4.mul(aIm, bRe));
}

/** a times the conjugate of b. */
@inline
export function overRe(aRe: v128, aIm: v128, bRe: v128, bIm: v128): v128 {
  return f32x4.add(f32x4.mul(aRe, bRe), f32x4.mul(aIm, bIm));
}

@inline
export function overIm(aRe: v128, aIm: v128, bRe: v128, bIm: v128): v128 {
  return f32x4.sub(f32x4.mul(aIm, bRe), f32x4.mul(aRe, bIm));
}
