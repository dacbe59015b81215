/** Counts of entries in even bins, and the entries of some bins: the kernels behind harness/check/statistic/bins.ts. */

export function heapBase(): usize {
  return __heap_base;
}

/** 2^23: adding a number to it rounds the number to an integer, which is in the last bits of the sum. */
const UNIT: f32 = 8388608;

/** `UNIT` plus the bin of each of four entries, as floats: monotone in the entry, since every step rounds monotonically. */
@inline
function binOf(x: v128, low: v128, scale: v128, unit: v128, last: v128): v128 {
  return f32x4.pmin(last, f32x4.pmax(unit, f32x4.add(f32x4.mul(f32x4.sub(x, low), scale), unit)));
}

/** Adds `count` floats to the bins; returns whether all of them are finite. */
export function countBins(at: usize, count: i32, low: f32, scale: f32, last: f32, bins: usize): bool {
  const lows = f32x4.splat(low);
  const scales = f32x4.splat(scale);
  const unit = f32x4.splat(UNIT);
  const lasts = f32x4.splat(last + UNIT);
  const base = i32x4.splat(<i32>(bins - (reinterpret<u32>(UNIT) << 2)));
  // x - x is 0 if x is finite, otherwise NaN.
  let odd = f32x4.splat(0);
  const end = at + ((count & ~3) << 2);
  for (; at < end; at += 16) {
    const x = v128.load(at);
    odd = v128.or(odd, f32x4.sub(x, x));
    const places = i32x4.add(i32x4.shl(binOf(x, lows, scales, unit, lasts), 2), base);
    // Extracts two places at once from the vector.
    const ab = i64x2.extract_lane(places, 0);
    const cd = i64x2.extract_lane(places, 1);
    increase(<usize>ab);
    increase(<usize>(ab >>> 32));
    increase(<usize>cd);
    increase(<usize>(cd >>> 32));
  }
  for (let k = count & 3; k > 0; k--, at += 4) {
    const x = v128.load32_splat(at);
    odd = v128.or(odd, f32x4.sub(x, x));
    increase(i32x4.extract_lane(i32x4.add(i32x4.shl(binOf(x, lows, scales, unit, lasts), 2), base), 0));
  }
  return !v128.any_true(odd);
}

@inline
function increase(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}

/** Turns the counts of bins into the number of entries before each. */
export function rankBins(bins: usize, count: i32): void {
  let sum: u32 = 0;
  for (const end = bins + (<usize>count << 2); bins < end; bins += 4) {
    const own = load<u32>(bins);
    store<u32>(bins, sum);
    sum += own;
  }
}

/**
 * Copies those of `count` floats whose bin has the byte 1 at `marks` to `out`; returns their number. All of them lie within three
 * ranges, given by pairs of floats at `ranges`. A first pass lists, at `list`, the addresses of vectors with an entry in a range:
 * there are few, but a branch on it would be mispredicted.
 */
export function gatherBins(
  at: usize,
  count: i32,
  low: f32,
  scale: f32,
  last: f32,
  marks: usize,
  ranges: usize,
  list: usize,
  out: usize,
): i32 {
  const a = v128.load32_splat(ranges);
  const b = v128.load32_splat(ranges, 4);
  const c = v128.load32_splat(ranges, 8);
  const d = v128.load32_splat(ranges, 12);
  const e = v128.load32_splat(ranges, 16);
  const f = v128.load32_splat(ranges, 20);
  let noted = list;
  for (const end = at + ((count & ~3) << 2); at < end; at += 16) {
    const x = v128.load(at);
    store<u32>(noted, <u32>at);
    noted += <usize>v128.any_true(v128.or(v128.or(within(x, a, b), within(x, c, d)), within(x, e, f))) << 2;
  }
  const lows = f32x4.splat(low);
  const scales = f32x4.splat(scale);
  const unit = f32x4.splat(UNIT);
  const lasts = f32x4.splat(last + UNIT);
  const base = i32x4.splat(<i32>(marks - reinterpret<u32>(UNIT)));
  const from = out;
  for (; list < noted; list += 4) {
    const x = v128.load(<usize>load<u32>(list));
    const mark = i32x4.add(binOf(x, lows, scales, unit, lasts), base);
    // Every entry is written; the position advances only after those that count.
    v128.store32_lane(out, x, 0);
    out += <usize>load<u8>(i32x4.extract_lane(mark, 0)) << 2;
    v128.store32_lane(out, x, 1);
    out += <usize>load<u8>(i32x4.extract_lane(mark, 1)) << 2;
    v128.store32_lane(out, x, 2);
    out += <usize>load<u8>(i32x4.extract_lane(mark, 2)) << 2;
    v128.store32_lane(out, x, 3);
    out += <usize>load<u8>(i32x4.extract_lane(mark, 3)) << 2;
  }
  for (let k = count & 3; k > 0; k--, at += 4) {
    const x = v128.load32_splat(at);
    v128.store32_lane(out, x, 0);
    out += <usize>load<u8>(i32x4.extract_lane(i32x4.add(binOf(x, lows, scales, unit, lasts), base), 0)) << 2;
  }
  return <i32>((out - from) >> 2);
}

@inline
function within(x: v128, low: v128, high: v128): v128 {
  return v128.and(f32x4.ge(x, low), f32x4.le(x, high));
}
