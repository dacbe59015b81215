/** Power sums, least and most: see harness/statistic/moments.ts. Lanes 0 and 1 are `a`, 2 and 3 are `b`. */
import { results } from "./results";

export function moments(at: usize, count: i32, mean: f64): void {
  const means = f64x2.splat(mean);
  let a1 = f64x2.splat(0);
  let a2 = a1;
  let a3 = a1;
  let a4 = a1;
  let b1 = a1;
  let b2 = a1;
  let b3 = a1;
  let b4 = a1;
  let least = f32x4.splat(Infinity);
  let most = f32x4.splat(-Infinity);
  const end = at + ((count & ~3) << 2);
  for (; at < end; at += 16) {
    const x = v128.load(at);
    least = f32x4.pmin(least, x);
    most = f32x4.pmax(most, x);
    const d = f64x2.sub(f64x2.promote_low_f32x4(x), means);
    const e = f64x2.sub(f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0)), means);
    const dd = f64x2.mul(d, d);
    const ee = f64x2.mul(e, e);
    a1 = f64x2.add(a1, d);
    b1 = f64x2.add(b1, e);
    a2 = f64x2.add(a2, dd);
    b2 = f64x2.add(b2, ee);
    a3 = f64x2.add(a3, f64x2.mul(dd, d));
    b3 = f64x2.add(b3, f64x2.mul(ee, e));
    a4 = f64x2.add(a4, f64x2.mul(dd, dd));
    b4 = f64x2.add(b4, f64x2.mul(ee, ee));
  }
  let low: f32 = reduceLeast(least);
  let high: f32 = reduceMost(most);
  for (let lane = 0; lane < (count & 3); lane++, at += 4) {
    const x = load<f32>(at);
    low = x < low ? x : low;
    high = x > high ? x : high;
    const d = <f64>x - mean;
    const dd = d * d;
    // One lane of two has the entry, the other one adds nothing to its sum.
    const even = (lane & 1) == 0;
    const one = even ? f64x2(d, 0) : f64x2(0, d);
    const two = even ? f64x2(dd, 0) : f64x2(0, dd);
    const three = even ? f64x2(dd * d, 0) : f64x2(0, dd * d);
    const four = even ? f64x2(dd * dd, 0) : f64x2(0, dd * dd);
    if (lane < 2) {
      a1 = f64x2.add(a1, one);
      a2 = f64x2.add(a2, two);
      a3 = f64x2.add(a3, three);
      a4 = f64x2.add(a4, four);
    } else {
      b1 = f64x2.add(b1, one);
      b2 = f64x2.add(b2, two);
      b3 = f64x2.add(b3, three);
      b4 = f64x2.add(b4, four);
    }
  }
  const out = results();
  store<f64>(out, total(a1, b1), 0);
  store<f64>(out, total(a2, b2), 8);
  store<f64>(out, total(a3, b3), 16);
  store<f64>(out, total(a4, b4), 24);
  store<f64>(out, <f64>low + 0, 32);
  store<f64>(out, <f64>high + 0, 40);
}

@inline
function total(a: v128, b: v128): f64 {
  return (
    f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1) + (f64x2.extract_lane(b, 0) + f64x2.extract_lane(b, 1))
  );
}

function reduceLeast(x: v128): f32 {
  const y = f32x4.pmin(x, v128.shuffle<i64>(x, x, 1, 0));
  return min(f32x4.extract_lane(y, 0), f32x4.extract_lane(y, 1));
}

function reduceMost(x: v128): f32 {
  const y = f32x4.pmax(x, v128.shuffle<i64>(x, x, 1, 0));
  return max(f32x4.extract_lane(y, 0), f32x4.extract_lane(y, 1));
}
