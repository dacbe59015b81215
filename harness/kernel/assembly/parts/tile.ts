/**
 * Matrices lie in strips: so many columns that a row of them is 32 bytes, row after row. A tile is four rows of a strip, and
 * stays in registers while products are added to it: eight sums side by side, as many as hide the time an addition takes.
 */

/** The bytes of a strip's row. */
export const ROW: usize = 32;

/** The rows of a tile; also the columns of a strip of float64 numbers. */
export const SIDE = 4;

/** tile += A'B over `count` rows, from the rows at `a` and `b` upwards; of a row of A, the four numbers at `a` count. */
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
 * The last steps of back substitution: from the last row up, row r is -2 / g_rr times (row r + the rows k below it times g_kr),
 * g the products in a tile of their own. Rows from `count` on become 0.
 */
export function solveTile(tile: usize, products: usize, count: i32): void {
  for (let r = SIDE - 1; r >= 0; r--) {
    const row = tile + ROW * r;
    let x = v128.load(row);
    let y = v128.load(row, 16);
    for (let k = SIDE - 1; k > r; k--) {
      const product = v128.load64_splat(products + ROW * k + (r << 3));
      x = f64x2.add(x, f64x2.mul(product, v128.load(tile + ROW * k)));
      y = f64x2.add(y, f64x2.mul(product, v128.load(tile + ROW * k, 16)));
    }
    const scale = f64x2.splat(r < count ? -2 / load<f64>(products + ROW * r + (r << 3)) : 0);
    v128.store(row, f64x2.mul(scale, x));
    v128.store(row, f64x2.mul(scale, y), 16);
  }
}
