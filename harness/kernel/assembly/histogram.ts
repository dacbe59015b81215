/** Counts of entries in even bins, and the entries of some of them: the kernels behind harness/statistic/bins.ts. */

export function heapBase(): usize {
  return __heap_base;
}

/** The bin of each of four entries: monotone in the entry, since every step rounds monotonically. */
@inline
function binOf(x: v128, low: v128, scale: v128, last: v128): v128 {
  const y = f32x4.mul(f32x4.sub(x, low), scale);
  return i32x4.trunc_sat_f32x4_s(f32x4.pmin(last, f32x4.pmax(f32x4.splat(0), y)));
}

/** Adds `count` floats to the bins; answers whether all of them are finite. */
export function countBins(at: usize, count: i32, low: f32, scale: f32, last: f32, bins: usize): bool {
  const lows = f32x4.splat(low);
  const scales = f32x4.splat(scale);
  const lasts = f32x4.splat(last);
  // x - x is 0 where x is finite, else NaN.
  let odd = f32x4.splat(0);
  const end = at + ((count & ~3) << 2);
  for (; at < end; at += 16) {
    const x = v128.load(at);
    odd = v128.or(odd, f32x4.sub(x, x));
    const bin = i32x4.shl(binOf(x, lows, scales, lasts), 2);
    increase(bins + i32x4.extract_lane(bin, 0));
    increase(bins + i32x4.extract_lane(bin, 1));
    increase(bins + i32x4.extract_lane(bin, 2));
    increase(bins + i32x4.extract_lane(bin, 3));
  }
  for (let k = count & 3; k > 0; k--, at += 4) {
    const x = v128.load32_splat(at);
    odd = v128.or(odd, f32x4.sub(x, x));
    increase(bins + (i32x4.extract_lane(binOf(x, lows, scales, lasts), 0) << 2));
  }
  return !v128.any_true(odd);
}

@inline
function increase(at: usize): void {
  store<u32>(at, load<u32>(at) + 1);
}

/** Copies those of `count` floats whose bin's byte at `marks` is 1 to `out`; answers how many. */
export function gatherBins(
  at: usize,
  count: i32,
  low: f32,
  scale: f32,
  last: f32,
  marks: usize,
  out: usize,
): i32 {
  const lows = f32x4.splat(low);
  const scales = f32x4.splat(scale);
  const lasts = f32x4.splat(last);
  const from = out;
  const end = at + ((count & ~3) << 2);
  for (; at < end; at += 16) {
    const x = v128.load(at);
    const bin = binOf(x, lows, scales, lasts);
    // Every entry is written; the place moves on behind those that count.
    v128.store32_lane(out, x, 0);
    out += <usize>load<u8>(marks + i32x4.extract_lane(bin, 0)) << 2;
    v128.store32_lane(out, x, 1);
    out += <usize>load<u8>(marks + i32x4.extract_lane(bin, 1)) << 2;
    v128.store32_lane(out, x, 2);
    out += <usize>load<u8>(marks + i32x4.extract_lane(bin, 2)) << 2;
    v128.store32_lane(out, x, 3);
    out += <usize>load<u8>(marks + i32x4.extract_lane(bin, 3)) << 2;
  }
  for (let k = count & 3; k > 0; k--, at += 4) {
    const x = v128.load32_splat(at);
    v128.store32_lane(out, x, 0);
    out += <usize>load<u8>(marks + i32x4.extract_lane(binOf(x, lows, scales, lasts), 0)) << 2;
  }
  return <i32>((out - from) >> 2);
}
