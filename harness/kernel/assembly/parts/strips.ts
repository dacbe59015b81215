/** Matrices into the strips of tile.ts. */
import { ROW, SIDE } from "./tile";

/** A part of the second-level cache. */
const CACHED: usize = 2 ** 18;

/** How many strips of this length stay in the cache. */
@inline
export function groupOf(length: i32): i32 {
  return max(1, <i32>(CACHED / (ROW * length)));
}

/** The reflectors in strips of columns. */
export function byColumns(reflectors: usize, rows: i32, columns: i32, v: usize): void {
  for (let k = 0; k < columns; k++) {
    let from = reflectors + ((<usize>k * rows + k) << 2);
    let to = v + <usize>(k / SIDE) * (ROW * rows) + <usize>k * ROW + ((k % SIDE) << 3);
    for (let l = k; l < rows; l++, from += 4, to += ROW) store<f64>(to, load<f32>(from));
  }
}

/** The first `length` numbers of every reflector as a row, in strips. */
export function transposed<T>(reflectors: usize, length: i32, rows: i32, columns: i32, width: i32, to: usize): void {
  const lanes = <i32>(ROW / sizeof<T>());
  for (let first = 0; first < length; first += lanes) {
    const lanesHere = min(lanes, length - first);
    for (let k = 0; k < width; k++) {
      const from = reflectors + ((<usize>k * rows + first) << 2);
      for (let lane = 0; lane < lanes; lane++, to += sizeof<T>()) {
        store<T>(to, k < columns && lane < lanesHere ? <T>load<f32>(from + (<usize>lane << 2)) : 0);
      }
    }
  }
}

/** Two float64 strips become one float32 strip. */
export function narrow(u: usize, width: i32, to: usize): void {
  const stride = ROW * width;
  for (const end = u + stride * (width / SIDE); u < end; u += stride) {
    for (let k = 0; k < width; k++, u += ROW, to += ROW) {
      v128.store(to, half(v128.load(u), v128.load(u, 16)), 0);
      v128.store(to, half(v128.load(u + stride), v128.load(u + stride, 16)), 16);
    }
  }
}

@inline
function half(x: v128, y: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(x), f32x4.demote_f64x2_zero(y), 0, 2);
}
