/** The logarithm of harness/random/elementary.ts, on numbers times 2^32: its scale is then an integer's, and costs nothing. */
import { constant } from "./constants";

const LN_2: f32 = 0.693147182464599609375;
const ROOT_HALF_BITS: i32 = 0x3f3504f3 + (32 << 23);

const ROOT_HALF = 0;
const EXPONENT = 1;
const INTS = memory.data<i32>([ROOT_HALF_BITS, 0xff800000], 16);

const ONE = 0;
const TWO = 1;
const MINUS_LN_2 = 2;
const ATANH = 3;
/** Doubled, which is exact; the exponent times ln 2 in units of 2^23, in which it stands in a number's bits. */
const FLOATS = memory.data<f32>(
  [
    4294967296, 8589934592, (-2 * LN_2) / 8388608,
    2 * 0.29870945, 2 * 0.39977574, 2 * 0.66666776, 4,
  ],
  16,
);

@inline
export function rootHalfBits(): v128 {
  return constant(INTS, ROOT_HALF);
}

@inline
export function exponentMask(): v128 {
  return constant(INTS, EXPONENT);
}

@inline
export function wholeFloat(): v128 {
  return constant(FLOATS, ONE);
}

@inline
export function twiceWhole(): v128 {
  return constant(FLOATS, TWO);
}

@inline
export function minusTwiceLn2(): v128 {
  return constant(FLOATS, MINUS_LN_2);
}

@inline
export function atanh(k: i32): v128 {
  return constant(FLOATS, ATANH + 3 - k);
}

@inline
export function exponentOf(scaled: v128, rootHalf: v128, exponent: v128): v128 {
  return v128.and(i32x4.sub(scaled, rootHalf), exponent);
}

@inline
export function beyondOne(scaled: v128, exponent: v128, minusComplement: v128, one: v128): v128 {
  const plain = f32x4.sub(i32x4.sub(scaled, exponent), one);
  return v128.bitselect(minusComplement, plain, i32x4.eq(exponent, i32x4.splat(0)));
}
