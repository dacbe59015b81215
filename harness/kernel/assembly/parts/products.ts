/** Sums of products: see harness/statistic/products.ts, whose eight lanes are four pairs here. */

export function products(a: usize, b: usize, count: i32, mean: f64): f64 {
  const means = f64x2.splat(mean);
  let s0 = f64x2.splat(0);
  let s2 = s0;
  let s4 = s0;
  let s6 = s0;
  const end = a + ((count & ~7) << 2);
  for (; a < end; a += 32, b += 32) {
    const x = v128.load(a);
    const y = v128.load(b);
    const u = v128.load(a, 16);
    const v = v128.load(b, 16);
    s0 = f64x2.add(s0, f64x2.mul(lower(x, means), lower(y, means)));
    s2 = f64x2.add(s2, f64x2.mul(upper(x, means), upper(y, means)));
    s4 = f64x2.add(s4, f64x2.mul(lower(u, means), lower(v, means)));
    s6 = f64x2.add(s6, f64x2.mul(upper(u, means), upper(v, means)));
  }
  const left = count & 7;
  if (left > 0) {
    s0 = f64x2.add(s0, f64x2(term(a, b, 0, left, mean), term(a, b, 1, left, mean)));
    s2 = f64x2.add(s2, f64x2(term(a, b, 2, left, mean), term(a, b, 3, left, mean)));
    s4 = f64x2.add(s4, f64x2(term(a, b, 4, left, mean), term(a, b, 5, left, mean)));
    s6 = f64x2.add(s6, f64x2(term(a, b, 6, left, mean), term(a, b, 7, left, mean)));
  }
  const even = f64x2.add(s0, s4);
  const odd = f64x2.add(s2, s6);
  return (
    f64x2.extract_lane(even, 0) +
    f64x2.extract_lane(even, 1) +
    (f64x2.extract_lane(odd, 0) + f64x2.extract_lane(odd, 1))
  );
}

@inline
function lower(x: v128, means: v128): v128 {
  return f64x2.sub(f64x2.promote_low_f32x4(x), means);
}

@inline
function upper(x: v128, means: v128): v128 {
  return f64x2.sub(f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0)), means);
}

function term(a: usize, b: usize, k: usize, left: i32, mean: f64): f64 {
  return <i32>k < left ? (<f64>load<f32>(a + 4 * k) - mean) * (<f64>load<f32>(b + 4 * k) - mean) : 0;
}
