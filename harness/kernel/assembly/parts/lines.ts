/** Sums over rows and columns: see harness/check/statistic/lineSums.ts. */

export function lines(at: usize, rows: i32, columns: i32, mean: f64, rowSums: usize, columnSums: usize): void {
  const means = f64x2.splat(mean);
  const squares = columnSums + (<usize>columns << 3);
  const whole = <usize>(columns & ~3) << 2;
  for (let r = 0; r < rows; r++, rowSums += 16) {
    let a = f64x2.splat(0);
    let b = a;
    let aa = a;
    let bb = a;
    let sum = columnSums;
    let square = squares;
    const end = at + whole;
    for (; at < end; at += 16, sum += 32, square += 32) {
      const x = v128.load(at);
      const d = f64x2.sub(f64x2.promote_low_f32x4(x), means);
      const e = f64x2.sub(f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0)), means);
      const dd = f64x2.mul(d, d);
      const ee = f64x2.mul(e, e);
      a = f64x2.add(a, d);
      b = f64x2.add(b, e);
      aa = f64x2.add(aa, dd);
      bb = f64x2.add(bb, ee);
      v128.store(sum, f64x2.add(v128.load(sum), d));
      v128.store(sum, f64x2.add(v128.load(sum, 16), e), 16);
      v128.store(square, f64x2.add(v128.load(square), dd));
      v128.store(square, f64x2.add(v128.load(square, 16), ee), 16);
    }
    for (let lane = 0; lane < (columns & 3); lane++, at += 4, sum += 8, square += 8) {
      const d = <f64>load<f32>(at) - mean;
      const dd = d * d;
      store<f64>(sum, load<f64>(sum) + d);
      store<f64>(square, load<f64>(square) + dd);
      if (lane == 0) {
        a = f64x2.add(a, f64x2(d, 0));
        aa = f64x2.add(aa, f64x2(dd, 0));
      } else if (lane == 1) {
        a = f64x2.add(a, f64x2(0, d));
        aa = f64x2.add(aa, f64x2(0, dd));
      } else {
        b = f64x2.add(b, f64x2(d, 0));
        bb = f64x2.add(bb, f64x2(dd, 0));
      }
    }
    store<f64>(rowSums, total(a, b));
    store<f64>(rowSums, total(aa, bb), 8);
  }
}

@inline
function total(a: v128, b: v128): f64 {
  return (
    f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1) + (f64x2.extract_lane(b, 0) + f64x2.extract_lane(b, 1))
  );
}
