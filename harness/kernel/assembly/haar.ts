/**
 * The product of random reflectors, as three matrix products in tiles: the kernel behind harness/contract/rule/haar.ts, with the
 * same bits, since every sum has its terms in the same order whatever the tiles.
 */
import { finish } from "./parts/finish";
import { byColumns, groupOf, narrow, partOf, transposed } from "./parts/strips";
import { addProduct, ROW, SIDE, solveTile } from "./parts/tile";

/**
 * `reflectors` are `columns` float32 columns of `rows` numbers, 0 above the diagonal; Q, with columns multiplied by the float64
 * `gains`, goes to `out`, float32, row by row. `room` has `roomOf` bytes.
 */
export function haar(
  reflectors: usize,
  rows: i32,
  columns: i32,
  gains: usize,
  single: bool,
  room: usize,
  out: usize,
): void {
  const width = (columns + 7) & ~7;
  const gram = room + ((<usize>(rows + 7) * width) << 3);
  const u = gram + ((<usize>width * width) << 3);
  const scales = u + ((<usize>width * width) << 3);
  memory.fill(room, 0, u - room);
  byColumns(reflectors, rows, columns, room);
  multiply(room, rows, width, gram);
  scale(gram, columns, width, scales);
  if (single) {
    const products = room + ((<usize>(rows + 7) * width) << 2);
    narrow(gram, width, products);
    turn<f32>(reflectors, rows, columns, width, products, scales, u, room, gains, out);
  } else {
    turn<f64>(reflectors, rows, columns, width, gram, scales, u, room, gains, out);
  }
}

/** U, then Q, from the products of the reflectors, in numbers of type T. */
function turn<T>(
  reflectors: usize,
  rows: i32,
  columns: i32,
  width: i32,
  gram: usize,
  scales: usize,
  u: usize,
  v: usize,
  gains: usize,
  out: usize,
): void {
  transposed<T>(reflectors, columns, rows, columns, width, u);
  solve<T>(gram, scales, width, u);
  transposed<T>(reflectors, rows, rows, columns, width, v);
  finish<T>(v, u, rows, columns, width, gains, out);
}

export function roomOf(rows: i32, columns: i32): usize {
  const width = (columns + 7) & ~7;
  return (<usize>(rows + 8 + 2 * width) * width) << 3;
}

/** gram = V'V on and below the diagonal. */
function multiply(v: usize, rows: i32, width: i32, gram: usize): void {
  const stride = ROW * rows;
  const strips = width / SIDE;
  const group = groupOf(rows);
  for (let first = 0; first < strips; first += group) {
    const last = min(strips, first + group);
    for (let i = 0; i < last; i++) {
      for (let j = max(i, first); j < last; j++) {
        const tile = gram + ROW * (<usize>i * width + SIDE * j);
        addProduct<f64>(tile, v + <usize>(j + 1) * stride - ROW, v + <usize>(i + 1) * stride - ROW, rows - SIDE * j);
      }
    }
  }
}

/** -2 / v_k.v_k; 0 if there is no reflector. */
function scale(gram: usize, columns: i32, width: i32, scales: usize): void {
  for (let k = 0; k < width; k++) {
    const square = gram + ROW * (<usize>(k / SIDE) * width + k) + ((k % SIDE) << 3);
    store<f64>(scales + (<usize>k << 3), k < columns ? -2 / load<f64>(square) : 0);
  }
}

/** U = -T V1', in place of V1': see harness/contract/rule/haar.ts. */
function solve<T>(gram: usize, scales: usize, width: i32, u: usize): void {
  const lanes = <i32>(ROW / sizeof<T>());
  const strips = width / lanes;
  const group = groupOf(width);
  for (let first = 0; first < strips; first += group) {
    const last = min(strips, first + group);
    for (let row = lanes * last - SIDE; row >= 0; row -= SIDE) {
      const products = partOf<T>(gram, row, width);
      for (let j = max(row / lanes, first); j < last; j++) {
        const strip = u + ROW * <usize>(j * width);
        const top = lanes * (j + 1) - 1;
        const tile = strip + ROW * row;
        addProduct<T>(tile, products + ROW * top, strip + ROW * top, top - row - SIDE + 1);
        solveTile<T>(tile, products + ROW * row, scales + (<usize>row << 3));
      }
    }
  }
}

export function heapBase(): usize {
  return __heap_base;
}
