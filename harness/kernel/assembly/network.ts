/** Products of a float32 matrix with a float64 vector: the kernels behind harness/network/weights.ts, whose bits these are. */

/** Two float32 entries as float64. */
@inline
function pair(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

/** z += x W for `rows` rows of `columns` entries, a multiple of 4; each sum takes its rows in order. */
export function addRows(weights: usize, x: usize, rows: i32, z: usize, columns: i32): void {
  const stride = <usize>columns << 2;
  let row = 0;
  for (; row + 4 <= rows; row += 4, x += 32, weights += 4 * stride) {
    const x0 = v128.load64_splat(x);
    const x1 = v128.load64_splat(x + 8);
    const x2 = v128.load64_splat(x + 16);
    const x3 = v128.load64_splat(x + 24);
    let at = weights;
    let to = z;
    const end = weights + stride;
    for (; at < end; at += 16, to += 32) {
      let a = v128.load(to);
      let b = v128.load(to, 16);
      a = f64x2.add(a, f64x2.mul(x0, pair(at)));
      b = f64x2.add(b, f64x2.mul(x0, pair(at + 8)));
      a = f64x2.add(a, f64x2.mul(x1, pair(at + stride)));
      b = f64x2.add(b, f64x2.mul(x1, pair(at + stride + 8)));
      a = f64x2.add(a, f64x2.mul(x2, pair(at + 2 * stride)));
      b = f64x2.add(b, f64x2.mul(x2, pair(at + 2 * stride + 8)));
      a = f64x2.add(a, f64x2.mul(x3, pair(at + 3 * stride)));
      b = f64x2.add(b, f64x2.mul(x3, pair(at + 3 * stride + 8)));
      v128.store(to, a);
      v128.store(to, b, 16);
    }
  }
  for (; row < rows; row++, x += 8, weights += stride) {
    const x0 = v128.load64_splat(x);
    let at = weights;
    let to = z;
    for (const end = weights + stride; at < end; at += 8, to += 16) {
      v128.store(to, f64x2.add(v128.load(to), f64x2.mul(x0, pair(at))));
    }
  }
}

/** back = W delta for `rows` rows of `columns` entries, a multiple of 8: eight sums, of every eighth entry, then their sum. */
export function dotRows(weights: usize, delta: usize, rows: i32, back: usize, columns: i32): void {
  const stride = <usize>columns << 2;
  for (let row = 0; row < rows; row++, back += 8) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let from = delta;
    for (const end = weights + stride; weights < end; weights += 32, from += 64) {
      a = f64x2.add(a, f64x2.mul(pair(weights), v128.load(from)));
      b = f64x2.add(b, f64x2.mul(pair(weights + 8), v128.load(from, 16)));
      c = f64x2.add(c, f64x2.mul(pair(weights + 16), v128.load(from, 32)));
      d = f64x2.add(d, f64x2.mul(pair(weights + 24), v128.load(from, 48)));
    }
    const sum = f64x2.add(f64x2.add(a, b), f64x2.add(c, d));
    store<f64>(back, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
  }
}

export function heapBase(): usize {
  return __heap_base;
}
