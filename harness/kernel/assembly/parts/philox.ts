/**
 * Philox4x32-10 on eight blocks at once, two tiles of four lanes: see harness/random/philox.ts, whose words these are.
 * Two tiles, because one round's multiplications wait for the last round's: the second tile fills the gaps.
 */

const ROUNDS = 10;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

export const TILE_BYTES: usize = 64;

/** The even words of two products are their lower halves, the odd ones their upper halves. */
@inline
function lower(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 2, 4, 6);
}

@inline
function upper(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 1, 3, 5, 7);
}

@inline
function mulLow(a: v128, b: v128): v128 {
  return i64x2.extmul_low_i32x4_u(a, b);
}

@inline
function mulHigh(a: v128, b: v128): v128 {
  return i64x2.extmul_high_i32x4_u(a, b);
}

/**
 * Writes `pairs` x 2 tiles of words to `out`, the first of them tile `tile` of the stream; all blocks must have one upper
 * counter word, `blockHigh`.
 */
export function philoxTiles(
  out: usize,
  pairs: i32,
  block: i32,
  blockHigh: i32,
  name0: i32,
  name1: i32,
  key0: i32,
  key1: i32,
): void {
  const multiplier0 = i32x4.splat(0xd2511f53);
  const multiplier1 = i32x4.splat(0xcd9e8d57);
  const weyl0 = i32x4.splat(WEYL_0);
  const weyl1 = i32x4.splat(WEYL_1);
  const end = out + pairs * 2 * TILE_BYTES;
  let counter = i32x4.add(i32x4.splat(block), i32x4(0, 1, 2, 3));
  const four = i32x4.splat(4);
  while (out < end) {
    let a0 = counter;
    let b0 = i32x4.add(counter, four);
    counter = i32x4.add(b0, four);
    let a1 = i32x4.splat(blockHigh);
    let b1 = a1;
    let a2 = i32x4.splat(name0);
    let b2 = a2;
    let a3 = i32x4.splat(name1);
    let b3 = a3;
    let k0 = i32x4.splat(key0);
    let k1 = i32x4.splat(key1);
    for (let round = 0; round < ROUNDS; round++) {
      const al0 = mulLow(a0, multiplier0);
      const ah0 = mulHigh(a0, multiplier0);
      const bl0 = mulLow(b0, multiplier0);
      const bh0 = mulHigh(b0, multiplier0);
      const al1 = mulLow(a2, multiplier1);
      const ah1 = mulHigh(a2, multiplier1);
      const bl1 = mulLow(b2, multiplier1);
      const bh1 = mulHigh(b2, multiplier1);
      a0 = v128.xor(upper(al1, ah1), v128.xor(a1, k0));
      b0 = v128.xor(upper(bl1, bh1), v128.xor(b1, k0));
      a1 = lower(al1, ah1);
      b1 = lower(bl1, bh1);
      a2 = v128.xor(upper(al0, ah0), v128.xor(a3, k1));
      b2 = v128.xor(upper(bl0, bh0), v128.xor(b3, k1));
      a3 = lower(al0, ah0);
      b3 = lower(bl0, bh0);
      k0 = i32x4.add(k0, weyl0);
      k1 = i32x4.add(k1, weyl1);
    }
    v128.store(out, a0, 0);
    v128.store(out, a1, 16);
    v128.store(out, a2, 32);
    v128.store(out, a3, 48);
    v128.store(out, b0, 64);
    v128.store(out, b1, 80);
    v128.store(out, b2, 96);
    v128.store(out, b3, 112);
    out += 2 * TILE_BYTES;
  }
}
