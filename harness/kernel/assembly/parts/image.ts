/** The affine image of four standard draws, rounded and held to the support as harness/law/sample.ts does. */

@inline
export function image(draw: v128, slope: v128, remainder: v128, offset: v128, low: v128, high: v128): v128 {
  const x = f32x4.add(offset, f32x4.add(remainder, f32x4.mul(slope, draw)));
  return f32x4.add(f32x4.pmin(high, f32x4.pmax(low, x)), f32x4.splat(0));
}
