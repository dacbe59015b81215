/** Copies matrices into the strips of tile.ts. */
import { half, pair, ROW, SIDE } from "./tile";

/** A share of the second-level cache. */
const CACHED: usize = 2 ** 18;

/** The number of strips of this length that fit in the cache. */
@inline
export function groupOf(length: i32): i32 {
  return max(1, <i32>(CACHED / (ROW * length)));
}

/** The address of columns `column` to `column` + 3 in a matrix of strips. */
@inline
export function partOf<T>(matrix: usize, column: i32, length: i32): usize {
  const lanes = <i32>(ROW / sizeof<T>());
  return matrix + ROW * <usize>((column / lanes) * length) + <usize>(column % lanes) * sizeof<T>();
}

/** Copies the reflectors into strips of columns. */
export function byColumns(reflectors: usize, rows: i32, columns: i32, v: usize): void {
  for (let k = 0; k < columns; k++) {
    let from = reflectors + ((<usize>k * rows + k) << 2);
    let to = v + <usize>(k / SIDE) * (ROW * rows) + <usize>k * ROW + ((k % SIDE) << 3);
    for (let l = k; l < rows; l++, from += 4, to += ROW) store<f64>(to, load<f32>(from));
  }
}

/** Copies the first `length` numbers of every reflector into strips, as a row. */
export function transposed<T>(reflectors: usize, length: i32, rows: i32, columns: i32, width: i32, to: usize): void {
  const lanes = <i32>(ROW / sizeof<T>());
  for (let first = 0; first < length; first += lanes) {
    const count = min(lanes, length - first);
    memory.fill(to, 0, ROW * width);
    // Reflectors that begin further down have zeros here.
    for (let k = 0; k < min(columns, first + count); k++) {
      widen<T>(reflectors + ((<usize>k * rows + first) << 2), to + ROW * k, count);
    }
    to += ROW * width;
  }
}

/** Copies `count` float32 numbers, at most a row, as numbers of type T. */
@inline
function widen<T>(from: usize, to: usize, count: i32): void {
  if (count == <i32>(ROW / sizeof<T>())) {
    v128.store(to, sizeof<T>() == 4 ? v128.load(from) : pair<f32>(from));
    v128.store(to, sizeof<T>() == 4 ? v128.load(from, 16) : pair<f32>(from + 8), 16);
  } else {
    for (let lane: usize = 0; lane < <usize>count; lane++) {
      store<T>(to + lane * sizeof<T>(), <T>load<f32>(from + (lane << 2)));
    }
  }
}

/** Turns every two float64 strips into one float32 strip. */
export function narrow(u: usize, width: i32, to: usize): void {
  const stride = ROW * width;
  for (const end = u + stride * (width / SIDE); u < end; u += stride) {
    for (let k = 0; k < width; k++, u += ROW, to += ROW) {
      v128.store(to, half(v128.load(u), v128.load(u, 16)), 0);
      v128.store(to, half(v128.load(u + stride), v128.load(u + stride, 16)), 16);
    }
  }
}
