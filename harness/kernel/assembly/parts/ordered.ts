/**
 * Power sums with and without ranks: see harness/check/statistic/orderedSums.ts. Two passes over the entries, so that the sums of
 * one kind stay in registers.
 */
import { results } from "./results";

const POWERS: usize = 10;
/** Two lanes for each power, then those of the ranked sums: the last entry is added to them in memory. */
const LANES: usize = memory.data(320, 16);
const RANKED: usize = LANES + 160;

export function ordered(at: usize, count: i32, centre: f64, scale: f64): void {
  const end = at + ((count & ~1) << 2);
  plain(at, end, centre, scale);
  ranked(at, end, centre, scale);
  if (count & 1) {
    const t = (<f64>load<f32>(end) - centre) * scale;
    addOne(LANES, t, 1);
    addOne(RANKED, t, <f64>(count - 1));
  }
  const out = results();
  for (let k: usize = 0; k < 2 * POWERS; k++) {
    store<f64>(out + 8 * k, load<f64>(LANES + 16 * k) + load<f64>(LANES + 16 * k, 8));
  }
}

/** Two chains of powers, since one would have a long latency. */
function addOne(lanes: usize, t: f64, weight: f64): void {
  let next = weight * t;
  for (let k: usize = 0; k < POWERS; k++) {
    store<f64>(lanes + 16 * k, load<f64>(lanes + 16 * k) + weight);
    const after = weight * (t * t);
    weight = next;
    next = after;
  }
}

function plain(at: usize, end: usize, centre: f64, scale: f64): void {
  sums(at, end, f64x2.splat(centre), f64x2.splat(scale), LANES, f64x2.splat(1), f64x2.splat(0));
}

function ranked(at: usize, end: usize, centre: f64, scale: f64): void {
  sums(at, end, f64x2.splat(centre), f64x2.splat(scale), RANKED, f64x2(0, 1), f64x2.splat(2));
}

/** Sums of weight t^k; the weights grow by `step` from one pair of entries to the next. */
@inline
function sums(at: usize, end: usize, centres: v128, scales: v128, out: usize, weight: v128, step: v128): void {
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  let s8 = s0;
  let s9 = s0;
  for (; at < end; at += 8) {
    const t = f64x2.mul(f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(at)), centres), scales);
    const tt = f64x2.mul(t, t);
    const p1 = f64x2.mul(weight, t);
    const p2 = f64x2.mul(weight, tt);
    const p3 = f64x2.mul(p1, tt);
    const p4 = f64x2.mul(p2, tt);
    const p5 = f64x2.mul(p3, tt);
    const p6 = f64x2.mul(p4, tt);
    const p7 = f64x2.mul(p5, tt);
    s0 = f64x2.add(s0, weight);
    s1 = f64x2.add(s1, p1);
    s2 = f64x2.add(s2, p2);
    s3 = f64x2.add(s3, p3);
    s4 = f64x2.add(s4, p4);
    s5 = f64x2.add(s5, p5);
    s6 = f64x2.add(s6, p6);
    s7 = f64x2.add(s7, p7);
    s8 = f64x2.add(s8, f64x2.mul(p6, tt));
    s9 = f64x2.add(s9, f64x2.mul(p7, tt));
    weight = f64x2.add(weight, step);
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
  v128.store(out, s2, 32);
  v128.store(out, s3, 48);
  v128.store(out, s4, 64);
  v128.store(out, s5, 80);
  v128.store(out, s6, 96);
  v128.store(out, s7, 112);
  v128.store(out, s8, 128);
  v128.store(out, s9, 144);
}
