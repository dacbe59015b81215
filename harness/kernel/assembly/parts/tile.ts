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
 * The last steps of back substitution, from the last row up: row r becomes g_rr times (row r + the rows k below it times g_kr),
 * g a tile of its own.
 */
export function solveTile(tile: usize, g: usize): void {
  for (let half: usize = 0; half < ROW; half += 16) {
    const at = tile + half;
    const x3 = f64x2.mul(factor(g, 3, 3), v128.load(at, 96));
    let x2 = f64x2.add(v128.load(at, 64), f64x2.mul(factor(g, 3, 2), x3));
    let x1 = f64x2.add(v128.load(at, 32), f64x2.mul(factor(g, 3, 1), x3));
    let x0 = f64x2.add(v128.load(at, 0), f64x2.mul(factor(g, 3, 0), x3));
    x2 = f64x2.mul(factor(g, 2, 2), x2);
    x1 = f64x2.add(x1, f64x2.mul(factor(g, 2, 1), x2));
    x0 = f64x2.add(x0, f64x2.mul(factor(g, 2, 0), x2));
    x1 = f64x2.mul(factor(g, 1, 1), x1);
    x0 = f64x2.mul(factor(g, 0, 0), f64x2.add(x0, f64x2.mul(factor(g, 1, 0), x1)));
    v128.store(at, x0, 0);
    v128.store(at, x1, 32);
    v128.store(at, x2, 64);
    v128.store(at, x3, 96);
  }
}

/** A float64 entry of a tile, twice. */
@inline
function factor(tile: usize, row: usize, column: usize): v128 {
  return v128.load64_splat(tile + ROW * row + 8 * column);
}
