/**
 * The Q of a Householder QR, column by column: the kernel behind harness/rule/haar.ts, whose bits these are. Columns are taken
 * four at a time through all earlier reflectors, so that a reflector is read once for four columns, which stay in the cache.
 */

/** Four sums of every fourth product, then (0 + 2) + (1 + 3). */
function dot(x: usize, y: usize, length: i32): f64 {
  let a = f64x2.splat(0);
  let b = a;
  const end = x + (<usize>(length & ~3) << 3);
  for (; x < end; x += 32, y += 32) {
    a = f64x2.add(a, f64x2.mul(v128.load(x), v128.load(y)));
    b = f64x2.add(b, f64x2.mul(v128.load(x, 16), v128.load(y, 16)));
  }
  return close(a, b, x, y, length & 3);
}

/** Adds the last products, fewer than four, to their sums, and the sums. */
@inline
function close(a: v128, b: v128, x: usize, y: usize, rest: i32): f64 {
  let s0 = f64x2.extract_lane(a, 0);
  let s1 = f64x2.extract_lane(a, 1);
  let s2 = f64x2.extract_lane(b, 0);
  if (rest > 0) s0 += load<f64>(x) * load<f64>(y);
  if (rest > 1) s1 += load<f64>(x, 8) * load<f64>(y, 8);
  if (rest > 2) s2 += load<f64>(x, 16) * load<f64>(y, 16);
  return s0 + s2 + (s1 + f64x2.extract_lane(b, 1));
}

/** x -= along v. */
function subtract(x: usize, along: f64, v: usize, length: i32): void {
  const alongs = f64x2.splat(along);
  const end = x + (<usize>(length & ~1) << 3);
  for (; x < end; x += 16, v += 16) v128.store(x, f64x2.sub(v128.load(x), f64x2.mul(alongs, v128.load(v))));
  if (length & 1) store<f64>(x, load<f64>(x) - along * load<f64>(v));
}

function reflect(x: usize, v: usize, length: i32, scale: f64): void {
  if (scale < Infinity) subtract(x, scale * dot(v, x, length), v, length);
}

/** As `reflect` on the columns at x, x + stride, ... */
function reflectFour(x: usize, stride: usize, v: usize, length: i32, scale: f64): void {
  if (!(scale < Infinity)) return;
  const bytes = <usize>(length & ~3) << 3;
  const x1 = x + stride;
  const x2 = x1 + stride;
  const x3 = x2 + stride;
  let a0 = f64x2.splat(0);
  let b0 = a0;
  let a1 = a0;
  let b1 = a0;
  let a2 = a0;
  let b2 = a0;
  let a3 = a0;
  let b3 = a0;
  for (let i: usize = 0; i < bytes; i += 32) {
    const p = v128.load(v + i);
    const q = v128.load(v + i, 16);
    a0 = f64x2.add(a0, f64x2.mul(p, v128.load(x + i)));
    b0 = f64x2.add(b0, f64x2.mul(q, v128.load(x + i, 16)));
    a1 = f64x2.add(a1, f64x2.mul(p, v128.load(x1 + i)));
    b1 = f64x2.add(b1, f64x2.mul(q, v128.load(x1 + i, 16)));
    a2 = f64x2.add(a2, f64x2.mul(p, v128.load(x2 + i)));
    b2 = f64x2.add(b2, f64x2.mul(q, v128.load(x2 + i, 16)));
    a3 = f64x2.add(a3, f64x2.mul(p, v128.load(x3 + i)));
    b3 = f64x2.add(b3, f64x2.mul(q, v128.load(x3 + i, 16)));
  }
  const rest = length & 3;
  const along0 = scale * close(a0, b0, v + bytes, x + bytes, rest);
  const along1 = scale * close(a1, b1, v + bytes, x1 + bytes, rest);
  const along2 = scale * close(a2, b2, v + bytes, x2 + bytes, rest);
  const along3 = scale * close(a3, b3, v + bytes, x3 + bytes, rest);
  const c0 = f64x2.splat(along0);
  const c1 = f64x2.splat(along1);
  const c2 = f64x2.splat(along2);
  const c3 = f64x2.splat(along3);
  const pairs = <usize>(length & ~1) << 3;
  let i: usize = 0;
  for (; i < pairs; i += 16) {
    const p = v128.load(v + i);
    v128.store(x + i, f64x2.sub(v128.load(x + i), f64x2.mul(c0, p)));
    v128.store(x1 + i, f64x2.sub(v128.load(x1 + i), f64x2.mul(c1, p)));
    v128.store(x2 + i, f64x2.sub(v128.load(x2 + i), f64x2.mul(c2, p)));
    v128.store(x3 + i, f64x2.sub(v128.load(x3 + i), f64x2.mul(c3, p)));
  }
  if (length & 1) {
    const p = load<f64>(v + i);
    store<f64>(x + i, load<f64>(x + i) - along0 * p);
    store<f64>(x1 + i, load<f64>(x1 + i) - along1 * p);
    store<f64>(x2 + i, load<f64>(x2 + i) - along2 * p);
    store<f64>(x3 + i, load<f64>(x3 + i) - along3 * p);
  }
}

/** Overwrites the columns at `a` by reflectors, and writes Q to `q`; `notes` holds a sign and a scale a column. */
export function haar(a: usize, rows: i32, columns: i32, q: usize, notes: usize): void {
  const stride = <usize>rows << 3;
  for (let first = 0; first < columns; first += 4) {
    const group = min(4, columns - first);
    for (let k = 0; k < first; k++) reflectGroup(a, stride, rows, k, first, group, notes, a);
    for (let j = first; j < first + group; j++) {
      for (let k = first; k < j; k++) reflectGroup(a, stride, rows, k, j, 1, notes, a);
      makeReflector(a + <usize>j * stride + (<usize>j << 3), rows - j, notes + (<usize>j << 4));
    }
  }
  memory.fill(q, 0, stride * <usize>columns);
  for (let first = 0; first < columns; first += 4) {
    const group = min(4, columns - first);
    for (let j = first; j < first + group; j++) {
      store<f64>(q + <usize>j * stride + (<usize>j << 3), load<f64>(notes + (<usize>j << 4)));
      for (let k = j; k >= first; k--) reflectGroup(a, stride, rows, k, j, 1, notes, q);
    }
    for (let k = first - 1; k >= 0; k--) reflectGroup(a, stride, rows, k, first, group, notes, q);
  }
}

/** Reflector k on `group` columns of x, the first of them column j. */
@inline
function reflectGroup(a: usize, stride: usize, rows: i32, k: i32, j: i32, group: i32, notes: usize, x: usize): void {
  const below = <usize>k << 3;
  const v = a + <usize>k * stride + below;
  const scale = load<f64>(notes + (<usize>k << 4), 8);
  const at = x + <usize>j * stride + below;
  if (group == 4) reflectFour(at, stride, v, rows - k, scale);
  else for (let g = 0; g < group; g++) reflect(at + <usize>g * stride, v, rows - k, scale);
}

function makeReflector(v: usize, length: i32, note: usize): void {
  const norm = Math.sqrt(dot(v, v, length));
  const sign: f64 = load<f64>(v) > 0 ? -1 : 1;
  store<f64>(v, load<f64>(v) - sign * norm);
  store<f64>(note, sign);
  store<f64>(note, 2 / dot(v, v, length), 8);
}

export function heapBase(): usize {
  return __heap_base;
}
