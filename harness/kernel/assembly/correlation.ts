/** Products at all lags in single precision: the kernels behind harness/kernel/correlation.ts. */
export { split, join } from "./parts/transform";
export { multiply, square, turn, turnBack, untangle } from "./parts/rightAngle";
export { collect, largest } from "./parts/lags";

export function heapBase(): usize {
  return __heap_base;
}

/** The largest absolute value of `count` doubles, an even number; NaN if one is NaN. */
export function largestOf(at: usize, count: i32): f64 {
  let most = f64x2.splat(0);
  for (const end = at + (<usize>count << 3); at < end; at += 16) most = f64x2.max(most, f64x2.abs(v128.load(at)));
  return max(f64x2.extract_lane(most, 0), f64x2.extract_lane(most, 1));
}

/** The sum of squares of `count` doubles, an even number, times `scale`. */
export function energyOf(at: usize, count: i32, scale: f64): f64 {
  const scales = f64x2.splat(scale);
  let sum = f64x2.splat(0);
  for (const end = at + (<usize>count << 3); at < end; at += 16) {
    const x = f64x2.mul(v128.load(at), scales);
    sum = f64x2.add(sum, f64x2.mul(x, x));
  }
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
