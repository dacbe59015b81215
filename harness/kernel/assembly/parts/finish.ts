/** The last of the three matrix products, and the way out of the strips. */
import { groupOf, partOf } from "./strips";
import { addProduct, half, pair, ROW, SIDE } from "./tile";

const TILE = memory.data(4 * 32, 16);

/** Q = I + V U, with columns multiplied by the gains, float32, row by row. */
export function finish<T>(v: usize, u: usize, rows: i32, columns: i32, width: i32, gains: usize, out: usize): void {
  const lanes = <i32>(ROW / sizeof<T>());
  const strips = width / lanes;
  const group = groupOf(width);
  for (let first = 0; first < strips; first += group) {
    const last = min(strips, first + group);
    for (let row = 0; row < rows; row += SIDE) {
      const a = partOf<T>(v, row, width);
      for (let j = first; j < last; j++) {
        const top = min(row + SIDE, lanes * (j + 1)) - 1;
        identity<T>(row, lanes * j);
        addProduct<T>(TILE, a + ROW * top, u + ROW * <usize>(j * width + top), top + 1);
        write<T>(row, lanes * j, rows, columns, gains, out);
      }
    }
  }
}

/** The tile of the identity. */
@inline
function identity<T>(row: i32, column: i32): void {
  for (let r = 0; r < SIDE; r++) {
    v128.store(TILE + ROW * r, f32x4.splat(0));
    v128.store(TILE + ROW * r, f32x4.splat(0), 16);
    const lane = row + r - column;
    if (lane >= 0 && lane < <i32>(ROW / sizeof<T>())) store<T>(TILE + ROW * r + <usize>lane * sizeof<T>(), 1);
  }
}

/** Writes the tile, with columns multiplied by their gains, to its place in Q. */
@inline
function write<T>(row: i32, column: i32, rows: i32, columns: i32, gains: usize, out: usize): void {
  const lanes = <i32>(ROW / sizeof<T>());
  gains += <usize>column << 3;
  for (let r = 0; r < min(SIDE, rows - row); r++) {
    const from = TILE + ROW * r;
    const to = out + ((<usize>(row + r) * columns + column) << 2);
    let lane: usize = 0;
    if (columns - column >= lanes) {
      for (; <i32>lane < lanes; lane += 4) {
        const x = f64x2.mul(pair<T>(from + lane * sizeof<T>()), v128.load(gains + (lane << 3)));
        const y = f64x2.mul(pair<T>(from + (lane + 2) * sizeof<T>()), v128.load(gains + (lane << 3), 16));
        v128.store(to + (lane << 2), half(x, y));
      }
    }
    for (; <i32>lane < min(lanes, columns - column); lane++) {
      store<f32>(to + (lane << 2), <f32>(<f64>load<T>(from + lane * sizeof<T>()) * load<f64>(gains + (lane << 3))));
    }
  }
}
