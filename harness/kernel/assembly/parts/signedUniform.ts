/** Uniform on [-1, 1], one word for each entry: see harness/random/signedUniform.ts. */

/**
 * Turns the words from `at` to `end` into `slope` times draws, in place. One instruction converts the lower 31 bits, as a signed
 * integer; (that float32 number + 1/4) x 2^-31 is the fraction.
 */
export function signedUniform(at: usize, end: usize, slope: f32): void {
  const magnitude = i32x4.splat(0x7fffffff);
  const sign = i32x4.splat(0x80000000);
  const quarter = f32x4.splat(0.25);
  const slopes = f32x4.splat(slope / 2147483648);
  for (; at < end; at += 32) {
    const wordA = v128.load(at);
    const wordB = v128.load(at, 16);
    const wholeA = f32x4.convert_i32x4_s(v128.and(wordA, magnitude));
    const wholeB = f32x4.convert_i32x4_s(v128.and(wordB, magnitude));
    const drawA = f32x4.mul(f32x4.add(wholeA, quarter), slopes);
    const drawB = f32x4.mul(f32x4.add(wholeB, quarter), slopes);
    v128.store(at, v128.or(drawA, v128.and(wordA, sign)));
    v128.store(at, v128.or(drawB, v128.and(wordB, sign)), 16);
  }
}
