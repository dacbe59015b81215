/**
 * The logarithm of harness/random/elementary.ts, on numbers times 2^32: their scale is then that of an integer, and costs
 * nothing.
 */
import { constant } from "./constants";
import { cubic } from "./polynomial";

const LN_2: f32 = 0.693147182464599609375;
const ROOT_HALF_BITS: i32 = 0x3f3504f3 + (32 << 23);

const ROOT_HALF = 0;
const EXPONENT = 1;
const INTS = memory.data<i32>([ROOT_HALF_BITS, 0xff800000], 16);

const ONE = 0;
const TWO = 1;
const MINUS_LN_2 = 2;
const ATANH = 3;
/**
 * Doubled, which is exact; the factor of the exponent is ln 2 in units of 2^23, since the exponent stays in its place in the
 * bits.
 */
const FLOATS = memory.data<f32>(
  [
    4294967296, 8589934592, (-2 * LN_2) / 8388608,
    2 * 0.29870945, 2 * 0.39977574, 2 * 0.66666776, 4,
  ],
  16,
);

/** -2 ln of `scaled` / 2^32; `minusComplement` is `scaled` - 2^32, and is the more accurate number near 1. */
@inline
export function minusTwiceLog(scaled: v128, minusComplement: v128): v128 {
  const exponent = v128.and(i32x4.sub(scaled, constant(INTS, ROOT_HALF)), constant(INTS, EXPONENT));
  const plain = f32x4.sub(i32x4.sub(scaled, exponent), constant(FLOATS, ONE));
  const x = v128.bitselect(minusComplement, plain, i32x4.eq(exponent, i32x4.splat(0)));
  const s = f32x4.div(x, f32x4.add(x, constant(FLOATS, TWO)));
  const z = f32x4.mul(s, s);
  const log = f32x4.mul(s, cubic(z, atanh(3), atanh(2), atanh(1), atanh(0)));
  return f32x4.sub(f32x4.mul(f32x4.convert_i32x4_s(exponent), constant(FLOATS, MINUS_LN_2)), log);
}

@inline
function atanh(k: i32): v128 {
  return constant(FLOATS, ATANH + 3 - k);
}
