/** Power sums, minimum and maximum: see harness/check/statistic/moments.ts. Lanes 0 and 1 are `a`, 2 and 3 are `b`. */
import { results } from "./results";

/** Four lanes for each power, then those of the minimum and the maximum: the last entries are added to them in memory. */
const LANES: usize = memory.data(160, 16);
const LEAST: usize = 128;
const MOST: usize = 144;

export function moments(at: usize, count: i32, mean: f64): void {
  const end = at + ((count & ~3) << 2);
  if (mean == 0) wholeAboutZero(at, end);
  else wholeAbout(at, end, mean);
  for (let lane: usize = 0; lane < <usize>(count & 3); lane++) add(lane, load<f32>(end + 4 * lane), mean);
  const out = results();
  for (let k: usize = 0; k < 4; k++) store<f64>(out + 8 * k, total(LANES + 32 * k));
  const least = LANES + LEAST;
  const most = LANES + MOST;
  store<f64>(out, <f64>min(min(load<f32>(least), load<f32>(least, 4)), min(load<f32>(least, 8), load<f32>(least, 12))) + 0, 32);
  store<f64>(out, <f64>max(max(load<f32>(most), load<f32>(most, 4)), max(load<f32>(most, 8), load<f32>(most, 12))) + 0, 40);
}

/** A separate function, so that the sums stay in registers. */
function wholeAbout(at: usize, end: usize, mean: f64): void {
  whole(at, end, f64x2.splat(mean), true);
}

/** Skips the subtraction, since x - 0 is x. */
function wholeAboutZero(at: usize, end: usize): void {
  whole(at, end, f64x2.splat(0), false);
}

@inline
function whole(at: usize, end: usize, means: v128, about: bool): void {
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
  for (; at < end; at += 16) {
    const x = v128.load(at);
    least = f32x4.pmin(least, x);
    most = f32x4.pmax(most, x);
    const low = f64x2.promote_low_f32x4(x);
    const high = f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0));
    const d = about ? f64x2.sub(low, means) : low;
    const e = about ? f64x2.sub(high, means) : high;
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
  v128.store(LANES, a1);
  v128.store(LANES, b1, 16);
  v128.store(LANES, a2, 32);
  v128.store(LANES, b2, 48);
  v128.store(LANES, a3, 64);
  v128.store(LANES, b3, 80);
  v128.store(LANES, a4, 96);
  v128.store(LANES, b4, 112);
  v128.store(LANES + LEAST, least);
  v128.store(LANES + MOST, most);
}

/** Adds an entry to its lane. */
function add(lane: usize, x: f32, mean: f64): void {
  const least = LANES + LEAST + 4 * lane;
  const most = LANES + MOST + 4 * lane;
  if (x < load<f32>(least)) store<f32>(least, x);
  if (x > load<f32>(most)) store<f32>(most, x);
  const d = <f64>x - mean;
  const dd = d * d;
  const at = LANES + 8 * lane;
  store<f64>(at, load<f64>(at) + d);
  store<f64>(at, load<f64>(at, 32) + dd, 32);
  store<f64>(at, load<f64>(at, 64) + dd * d, 64);
  store<f64>(at, load<f64>(at, 96) + dd * dd, 96);
}

@inline
function total(lanes: usize): f64 {
  return load<f64>(lanes) + load<f64>(lanes, 8) + (load<f64>(lanes, 16) + load<f64>(lanes, 24));
}
