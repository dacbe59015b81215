/** Power sums with and without places: see harness/statistic/orderedSums.ts. The running sums lie in memory, two pairs of lanes each. */
import { results } from "./results";

const POWERS: usize = 10;
/** A power's plain sums of lanes 0 and 1, of 2 and 3, then the ranked ones. */
const EACH: usize = 64;
const LANES: usize = memory.data(640, 16);

export function ordered(at: usize, count: i32, centre: f64, scale: f64): void {
  memory.fill(LANES, 0, POWERS * EACH);
  const centres = f64x2.splat(centre);
  const scales = f64x2.splat(scale);
  const end = at + ((count & ~3) << 2);
  const four = f64x2.splat(4);
  let r = f64x2(0, 1);
  let q = f64x2(2, 3);
  for (; at < end; at += 16) {
    const x = v128.load(at);
    const t = f64x2.mul(f64x2.sub(f64x2.promote_low_f32x4(x), centres), scales);
    const u = f64x2.mul(f64x2.sub(f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0)), centres), scales);
    let p = f64x2.splat(1);
    let s = p;
    for (let k: usize = 0; k < POWERS; k++) {
      const lanes = LANES + k * EACH;
      v128.store(lanes, f64x2.add(v128.load(lanes), p));
      v128.store(lanes, f64x2.add(v128.load(lanes, 16), s), 16);
      v128.store(lanes, f64x2.add(v128.load(lanes, 32), f64x2.mul(r, p)), 32);
      v128.store(lanes, f64x2.add(v128.load(lanes, 48), f64x2.mul(q, s)), 48);
      p = f64x2.mul(p, t);
      s = f64x2.mul(s, u);
    }
    r = f64x2.add(r, four);
    q = f64x2.add(q, four);
  }
  for (let lane = 0; lane < (count & 3); lane++, at += 4) {
    const t = (<f64>load<f32>(at) - centre) * scale;
    const place = <f64>((count & ~3) + lane);
    let power: f64 = 1;
    for (let k: usize = 0; k < POWERS; k++) {
      const own = LANES + k * EACH + 8 * <usize>lane;
      store<f64>(own, load<f64>(own) + power);
      store<f64>(own, load<f64>(own, 32) + place * power, 32);
      power *= t;
    }
  }
  const out = results();
  for (let k: usize = 0; k < POWERS; k++) {
    store<f64>(out + 8 * k, total(LANES + k * EACH));
    store<f64>(out + 8 * (POWERS + k), total(LANES + k * EACH + 32));
  }
}

@inline
function total(lanes: usize): f64 {
  return load<f64>(lanes) + load<f64>(lanes, 8) + (load<f64>(lanes, 16) + load<f64>(lanes, 24));
}
