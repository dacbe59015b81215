/** Uniform on [-1, 1], a word an entry: see harness/random/signedUniform.ts. */
import { image } from "./image";

/** Turns the words from `at` to `end` into draws, in place. */
export function signedUniform(
  at: usize,
  end: usize,
  slope: f32,
  remainder: f32,
  offset: f32,
  low: f32,
  high: f32,
): void {
  const slopes = f32x4.splat(slope);
  if (remainder == 0 && offset == 0 && low <= -slope && high >= slope) {
    for (; at < end; at += 16) v128.store(at, f32x4.mul(slopes, signed(v128.load(at))));
    return;
  }
  const remainders = f32x4.splat(remainder);
  const offsets = f32x4.splat(offset);
  const lows = f32x4.splat(low);
  const highs = f32x4.splat(high);
  for (; at < end; at += 16) {
    v128.store(at, image(signed(v128.load(at)), slopes, remainders, offsets, lows, highs));
  }
}

/** The lower 31 bits as a signed integer convert in one instruction; twice that value, plus 1/2, by 2^-32, is the fraction. */
@inline
function signed(word: v128): v128 {
  const magnitude = f32x4.convert_i32x4_s(v128.and(word, i32x4.splat(0x7fffffff)));
  const fraction = f32x4.mul(f32x4.add(magnitude, f32x4.splat(0.25)), f32x4.splat(4.656612873077393e-10));
  return v128.or(fraction, v128.and(word, i32x4.splat(0x80000000)));
}
