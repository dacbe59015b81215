/**
 * Products of a float32 matrix with float64 vectors: the kernels behind harness/propagation/network/products.ts, with the same
 * bits.
 */

export { normal } from "./parts/normal";
export { philoxTiles } from "./parts/philox";
export { shift } from "./parts/shift";
export { signedUniform } from "./parts/signedUniform";
export { truncatedNormal } from "./parts/truncatedNormal";

/** Two float32 entries as float64. */
@inline
function pair(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

/** z += x W for `rows` rows of `columns` entries, a multiple of 4; each sum adds the rows in order. */
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

/** addRows for two vectors, the second `xStride` bytes after the first; their sums are one after the other. */
export function addRowsTwice(weights: usize, x: usize, rows: i32, z: usize, columns: i32, xStride: usize): void {
  const stride = <usize>columns << 2;
  const other = <usize>columns << 3;
  let row = 0;
  for (; row + 4 <= rows; row += 4, x += 32, weights += 4 * stride) {
    const x0 = v128.load64_splat(x);
    const x1 = v128.load64_splat(x + 8);
    const x2 = v128.load64_splat(x + 16);
    const x3 = v128.load64_splat(x + 24);
    const y0 = v128.load64_splat(x + xStride);
    const y1 = v128.load64_splat(x + xStride + 8);
    const y2 = v128.load64_splat(x + xStride + 16);
    const y3 = v128.load64_splat(x + xStride + 24);
    let at = weights;
    let to = z;
    for (const end = weights + stride; at < end; at += 8, to += 16) {
      const w0 = pair(at);
      const w1 = pair(at + stride);
      const w2 = pair(at + 2 * stride);
      const w3 = pair(at + 3 * stride);
      let a = v128.load(to);
      let b = v128.load(to + other);
      a = f64x2.add(a, f64x2.mul(x0, w0));
      b = f64x2.add(b, f64x2.mul(y0, w0));
      a = f64x2.add(a, f64x2.mul(x1, w1));
      b = f64x2.add(b, f64x2.mul(y1, w1));
      a = f64x2.add(a, f64x2.mul(x2, w2));
      b = f64x2.add(b, f64x2.mul(y2, w2));
      a = f64x2.add(a, f64x2.mul(x3, w3));
      b = f64x2.add(b, f64x2.mul(y3, w3));
      v128.store(to, a);
      v128.store(to + other, b);
    }
  }
  addRows(weights, x, rows - row, z, columns);
  addRows(weights, x + xStride, rows - row, z + other, columns);
}

/** Four columns of all rows, then the next four, as float64: the numbers for a register tile are adjacent. */
export function packRows(weights: usize, rows: i32, columns: i32, packed: usize): void {
  const tile = <usize>rows << 5;
  for (let row = 0; row < rows; row++, packed += 32) {
    let to = packed;
    for (const end = weights + (<usize>columns << 2); weights < end; weights += 16, to += tile) {
      v128.store(to, pair(weights));
      v128.store(to, pair(weights + 8), 16);
    }
  }
}

/** addRows for four vectors on packed rows; the vectors' numbers for one row are adjacent, and sums stay in registers. */
export function addPackedRows(packed: usize, x: usize, rows: i32, z: usize, columns: i32): void {
  const other = <usize>columns << 3;
  for (const last = z + other; z < last; z += 32) {
    let a0 = v128.load(z);
    let b0 = v128.load(z, 16);
    let a1 = v128.load(z + other);
    let b1 = v128.load(z + other, 16);
    let a2 = v128.load(z + 2 * other);
    let b2 = v128.load(z + 2 * other, 16);
    let a3 = v128.load(z + 3 * other);
    let b3 = v128.load(z + 3 * other, 16);
    let from = x;
    for (const end = x + (<usize>rows << 5); from < end; from += 32, packed += 32) {
      const a = v128.load(packed);
      const b = v128.load(packed, 16);
      const u = v128.load64_splat(from);
      a0 = f64x2.add(a0, f64x2.mul(u, a));
      b0 = f64x2.add(b0, f64x2.mul(u, b));
      const v = v128.load64_splat(from, 8);
      a1 = f64x2.add(a1, f64x2.mul(v, a));
      b1 = f64x2.add(b1, f64x2.mul(v, b));
      const w = v128.load64_splat(from, 16);
      a2 = f64x2.add(a2, f64x2.mul(w, a));
      b2 = f64x2.add(b2, f64x2.mul(w, b));
      const y = v128.load64_splat(from, 24);
      a3 = f64x2.add(a3, f64x2.mul(y, a));
      b3 = f64x2.add(b3, f64x2.mul(y, b));
    }
    v128.store(z, a0);
    v128.store(z, b0, 16);
    v128.store(z + other, a1);
    v128.store(z + other, b1, 16);
    v128.store(z + 2 * other, a2);
    v128.store(z + 2 * other, b2, 16);
    v128.store(z + 3 * other, a3);
    v128.store(z + 3 * other, b3, 16);
  }
}

/**
 * back = W delta for `rows` rows of `columns` entries, a multiple of 8: eight sums, each of every eighth entry, then their sum.
 */
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
