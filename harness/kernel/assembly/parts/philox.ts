/**
 * Philox4x32-10 on eight blocks at once, two tiles of four lanes: see harness/random/philox.ts; the words are the same. Two
 * tiles, because the multiplications of a round depend on the round before: the second tile fills the gaps.
 */

const ROUNDS = 10;
const MULTIPLIER_0: u32 = 0xd2511f53;
const MULTIPLIER_1: u32 = 0xcd9e8d57;
const WEYL_0: u32 = 0x9e3779b9;
const WEYL_1: u32 = 0xbb67ae85;

export const TILE_BYTES: usize = 64;

/** The keys of rounds 2 to 9, each in all four lanes: 32 bytes for each round. */
const KEYS = memory.data(ROUNDS * 32, 16);

/** The lower halves of two vectors of products are the even words, the upper halves the odd ones. */
@inline
function lower(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 2, 4, 6);
}

@inline
function upper(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 1, 3, 5, 7);
}

@inline
function times(a: v128, b: v128): v128 {
  return i64x2.extmul_low_i32x4_u(a, b);
}

@inline
function timesUpper(a: v128, b: v128): v128 {
  return i64x2.extmul_high_i32x4_u(a, b);
}

@inline
function highOf(product: u64): u32 {
  return <u32>(product >> 32);
}

/**
 * Writes 2 x `pairs` tiles of words to `out`, the first from block `block` on; the blocks must not exceed 2^32.
 *
 * Three of the four counter words are the same in all blocks, so half of the first two rounds is done once; and the products of
 * the first round increase by the same step from block to block.
 */
export function philoxTiles(
  out: usize,
  pairs: i32,
  block: u32,
  blockHigh: u32,
  name0: u32,
  name1: u32,
  key0: u32,
  key1: u32,
): void {
  for (let round = 2; round < ROUNDS; round++) {
    v128.store(KEYS + round * 32, i32x4.splat(key0 + <u32>round * WEYL_0));
    v128.store(KEYS + round * 32, i32x4.splat(key1 + <u32>round * WEYL_1), 16);
  }
  const named = <u64>MULTIPLIER_1 * name0;
  const second = <u64>MULTIPLIER_0 * (highOf(named) ^ blockHigh ^ key0);
  const c2 = i32x4.splat(name1 ^ key1);
  const d0 = i32x4.splat(<u32>named ^ (key0 + WEYL_0));
  const d2 = i32x4.splat(highOf(second) ^ (key1 + WEYL_1));
  const e2 = v128.xor(i32x4.splat(<u32>second), v128.load(KEYS + 2 * 32, 16));
  const multiplier0 = i32x4.splat(MULTIPLIER_0);
  const multiplier1 = i32x4.splat(MULTIPLIER_1);
  const step = i64x2.splat(4 * <u64>MULTIPLIER_0);
  let low = i64x2.splat(<u64>block * MULTIPLIER_0);
  low = i64x2.add(low, i64x2(0, MULTIPLIER_0));
  let high = i64x2.add(low, i64x2.splat(2 * <u64>MULTIPLIER_0));
  const end = out + <usize>(pairs * 2) * TILE_BYTES;
  while (out < end) {
    let a3 = lower(low, high);
    let a2 = v128.xor(upper(low, high), c2);
    low = i64x2.add(low, step);
    high = i64x2.add(high, step);
    let b3 = lower(low, high);
    let b2 = v128.xor(upper(low, high), c2);
    low = i64x2.add(low, step);
    high = i64x2.add(high, step);

    let al1 = times(a2, multiplier1);
    let ah1 = timesUpper(a2, multiplier1);
    let bl1 = times(b2, multiplier1);
    let bh1 = timesUpper(b2, multiplier1);
    let a0 = v128.xor(upper(al1, ah1), d0);
    let b0 = v128.xor(upper(bl1, bh1), d0);
    let a1 = lower(al1, ah1);
    let b1 = lower(bl1, bh1);
    a2 = v128.xor(a3, d2);
    b2 = v128.xor(b3, d2);

    let al0 = times(a0, multiplier0);
    let ah0 = timesUpper(a0, multiplier0);
    let bl0 = times(b0, multiplier0);
    let bh0 = timesUpper(b0, multiplier0);
    al1 = times(a2, multiplier1);
    ah1 = timesUpper(a2, multiplier1);
    bl1 = times(b2, multiplier1);
    bh1 = timesUpper(b2, multiplier1);
    const third = v128.load(KEYS + 2 * 32);
    a0 = v128.xor(upper(al1, ah1), v128.xor(a1, third));
    b0 = v128.xor(upper(bl1, bh1), v128.xor(b1, third));
    a1 = lower(al1, ah1);
    b1 = lower(bl1, bh1);
    a2 = v128.xor(upper(al0, ah0), e2);
    b2 = v128.xor(upper(bl0, bh0), e2);
    a3 = lower(al0, ah0);
    b3 = lower(bl0, bh0);

    for (let keys = KEYS + 3 * 32; keys < KEYS + ROUNDS * 32; keys += 32) {
      al0 = times(a0, multiplier0);
      ah0 = timesUpper(a0, multiplier0);
      bl0 = times(b0, multiplier0);
      bh0 = timesUpper(b0, multiplier0);
      al1 = times(a2, multiplier1);
      ah1 = timesUpper(a2, multiplier1);
      bl1 = times(b2, multiplier1);
      bh1 = timesUpper(b2, multiplier1);
      const k0 = v128.load(keys);
      const k1 = v128.load(keys, 16);
      a0 = v128.xor(upper(al1, ah1), v128.xor(a1, k0));
      b0 = v128.xor(upper(bl1, bh1), v128.xor(b1, k0));
      a1 = lower(al1, ah1);
      b1 = lower(bl1, bh1);
      a2 = v128.xor(upper(al0, ah0), v128.xor(a3, k1));
      b2 = v128.xor(upper(bl0, bh0), v128.xor(b3, k1));
      a3 = lower(al0, ah0);
      b3 = lower(bl0, bh0);
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
