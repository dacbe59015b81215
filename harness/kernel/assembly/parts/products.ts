/** Sums of products: see harness/check/statistic/products.ts, whose eight lanes are four pairs here. */

/** Memory for the sums of the eight lanes. */
const LANES: usize = memory.data(64, 16);

export function products(a: usize, b: usize, count: i32, mean: f64): f64 {
  const bytes = <usize>(count & ~7) << 2;
  if (mean == 0) wholeAboutZero(a, b, bytes);
  else wholeAbout(a, b, bytes, mean);
  for (let lane: usize = 0; lane < <usize>(count & 7); lane++) {
    const at = 4 * lane + bytes;
    const sum = LANES + 8 * lane;
    store<f64>(sum, load<f64>(sum) + (<f64>load<f32>(a + at) - mean) * (<f64>load<f32>(b + at) - mean));
  }
  const even = f64x2.add(v128.load(LANES), v128.load(LANES, 32));
  const odd = f64x2.add(v128.load(LANES, 16), v128.load(LANES, 48));
  return (
    f64x2.extract_lane(even, 0) +
    f64x2.extract_lane(even, 1) +
    (f64x2.extract_lane(odd, 0) + f64x2.extract_lane(odd, 1))
  );
}

/** A separate function, so that the sums stay in registers. */
function wholeAbout(a: usize, b: usize, bytes: usize, mean: f64): void {
  whole(a, b, bytes, f64x2.splat(mean), true);
}

/** Skips the subtraction, since x - 0 is x. */
function wholeAboutZero(a: usize, b: usize, bytes: usize): void {
  whole(a, b, bytes, f64x2.splat(0), false);
}

@inline
function whole(a: usize, b: usize, bytes: usize, means: v128, about: bool): void {
  let s0 = f64x2.splat(0);
  let s2 = s0;
  let s4 = s0;
  let s6 = s0;
  for (const end = a + bytes; a < end; a += 32, b += 32) {
    const x = v128.load(a);
    const y = v128.load(b);
    const u = v128.load(a, 16);
    const v = v128.load(b, 16);
    s0 = f64x2.add(s0, f64x2.mul(lower(x, means, about), lower(y, means, about)));
    s2 = f64x2.add(s2, f64x2.mul(upper(x, means, about), upper(y, means, about)));
    s4 = f64x2.add(s4, f64x2.mul(lower(u, means, about), lower(v, means, about)));
    s6 = f64x2.add(s6, f64x2.mul(upper(u, means, about), upper(v, means, about)));
  }
  v128.store(LANES, s0);
  v128.store(LANES, s2, 16);
  v128.store(LANES, s4, 32);
  v128.store(LANES, s6, 48);
}

@inline
function lower(x: v128, means: v128, about: bool): v128 {
  const y = f64x2.promote_low_f32x4(x);
  return about ? f64x2.sub(y, means) : y;
}

@inline
function upper(x: v128, means: v128, about: bool): v128 {
  return lower(v128.shuffle<i64>(x, x, 1, 0), means, about);
}
