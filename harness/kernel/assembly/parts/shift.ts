/** The affine image of draws, rounded and clamped to the support as in harness/contract/law/sample.ts. */

/** Shifts the draws from `at` to `end`, already scaled, in place; -0 becomes 0. */
export function shift(at: usize, end: usize, remainder: f32, offset: f32, low: f32, high: f32): void {
  const remainders = f32x4.splat(remainder);
  const offsets = f32x4.splat(offset);
  const lows = f32x4.splat(low);
  const highs = f32x4.splat(high);
  const zero = f32x4.splat(0);
  for (; at < end; at += 16) {
    const x = f32x4.add(offsets, f32x4.add(remainders, v128.load(at)));
    v128.store(at, f32x4.add(f32x4.pmin(highs, f32x4.pmax(lows, x)), zero));
  }
}
