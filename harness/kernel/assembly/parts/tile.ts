/**
 * Matrices are stored in strips: groups of columns, such that a row of a strip has 32 bytes, row after row. A tile is four rows
 * of a strip, and stays in registers while products are added to it: eight independent sums, enough to hide the latency of an
 * addition.
 */

/** The bytes in a row of a strip. */
export const ROW: usize = 32;

/** The rows of a tile; also the columns of a strip of float64 numbers. */
export const SIDE = 4;

/**
 * tile += A'B over `count` rows, from the rows at `a` and `b` upwards; of each row of A only the four numbers at `a` are used.
 */
export function addProduct<T>(tile: usize, a: usize, b: usize, count: i32): void {
  let c0 = v128.load(tile, 0);
  let d0 = v128.load(tile, 16);
  let c1 = v128.load(tile, 32);
  let d1 = v128.load(tile, 48);
  let c2 = v128.load(tile, 64);
  let d2 = v128.load(tile, 80);
  let c3 = v128.load(tile, 96);
  let d3 = v128.load(tile, 112);
  for (; count > 0; count--, a -= ROW, b -= ROW) {
    const x = v128.load(b);
    const y = v128.load(b, 16);
    let s = v128.load_splat<T>(a);
    c0 = v128.add<T>(c0, v128.mul<T>(s, x));
    d0 = v128.add<T>(d0, v128.mul<T>(s, y));
    s = v128.load_splat<T>(a, sizeof<T>());
    c1 = v128.add<T>(c1, v128.mul<T>(s, x));
    d1 = v128.add<T>(d1, v128.mul<T>(s, y));
    s = v128.load_splat<T>(a, 2 * sizeof<T>());
    c2 = v128.add<T>(c2, v128.mul<T>(s, x));
    d2 = v128.add<T>(d2, v128.mul<T>(s, y));
    s = v128.load_splat<T>(a, 3 * sizeof<T>());
    c3 = v128.add<T>(c3, v128.mul<T>(s, x));
    d3 = v128.add<T>(d3, v128.mul<T>(s, y));
  }
  v128.store(tile, c0, 0);
  v128.store(tile, d0, 16);
  v128.store(tile, c1, 32);
  v128.store(tile, d1, 48);
  v128.store(tile, c2, 64);
  v128.store(tile, d2, 80);
  v128.store(tile, c3, 96);
  v128.store(tile, d3, 112);
}

/**
 * The last steps of back substitution, from the last row up: row r becomes scale r times (row r + the sum of g_kr times row k
 * over the rows k below); g is the address of a tile of type T, and the scales are float64.
 */
export function solveTile<T>(tile: usize, g: usize, scales: usize): void {
  for (let part: usize = 0; part < ROW; part += 16) {
    const at = tile + part;
    const x3 = scaled<T>(v128.load(at, 96), scales + 24);
    const x2 = scaled<T>(plus<T>(v128.load(at, 64), g, 3, 2, x3), scales + 16);
    const x1 = scaled<T>(plus<T>(plus<T>(v128.load(at, 32), g, 3, 1, x3), g, 2, 1, x2), scales + 8);
    const beyond = plus<T>(plus<T>(v128.load(at), g, 3, 0, x3), g, 2, 0, x2);
    v128.store(at, scaled<T>(plus<T>(beyond, g, 1, 0, x1), scales), 0);
    v128.store(at, x1, 32);
    v128.store(at, x2, 64);
    v128.store(at, x3, 96);
  }
}

/** sum + g_kr x */
@inline
function plus<T>(sum: v128, g: usize, k: usize, r: usize, x: v128): v128 {
  return v128.add<T>(sum, v128.mul<T>(v128.load_splat<T>(g + ROW * k + r * sizeof<T>()), x));
}

/** x times the float64 number at `scale`, rounded once. */
@inline
function scaled<T>(x: v128, scale: usize): v128 {
  const factor = v128.load64_splat(scale);
  if (sizeof<T>() == 8) return f64x2.mul(x, factor);
  const upper = v128.shuffle<i64>(x, x, 1, 0);
  return half(f64x2.mul(f64x2.promote_low_f32x4(x), factor), f64x2.mul(f64x2.promote_low_f32x4(upper), factor));
}

/** Two numbers as float64. */
@inline
export function pair<T>(from: usize): v128 {
  if (sizeof<T>() == 4) return f64x2.promote_low_f32x4(v128.load64_zero(from));
  return v128.load(from);
}

/** Four float64 numbers as float32. */
@inline
export function half(x: v128, y: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(x), f32x4.demote_f64x2_zero(y), 0, 2);
}
