/**
 * Inner products of all pairs of rows: see harness/check/statistic/gramMatrix.ts. Two rows by two at once, so that each load is
 * used twice.
 */

/**
 * `size` rows of `length` doubles, an even number, at `rows`; products with columns up to the diagonal go to `out`, row by row.
 */
export function gram(rows: usize, size: i32, length: i32, out: usize): void {
  const stride = <usize>length << 3;
  const line = <usize>size << 3;
  for (let i = 0; i < size; i += 2) {
    const a = rows + <usize>i * stride;
    const twoRows = i + 1 < size;
    const b = twoRows ? a + stride : a;
    for (let j = 0; j <= i; j += 2) {
      const c = rows + <usize>j * stride;
      const twoColumns = j + 1 < size;
      const d = twoColumns ? c + stride : c;
      let ac = f64x2.splat(0);
      let ad = ac;
      let bc = ac;
      let bd = ac;
      for (let k: usize = 0; k < stride; k += 16) {
        const x = v128.load(a + k);
        const y = v128.load(b + k);
        const u = v128.load(c + k);
        const v = v128.load(d + k);
        ac = f64x2.add(ac, f64x2.mul(x, u));
        ad = f64x2.add(ad, f64x2.mul(x, v));
        bc = f64x2.add(bc, f64x2.mul(y, u));
        bd = f64x2.add(bd, f64x2.mul(y, v));
      }
      const at = out + <usize>i * line + (<usize>j << 3);
      store<f64>(at, total(ac));
      if (twoColumns) store<f64>(at, total(ad), 8);
      if (twoRows) store<f64>(at + line, total(bc));
      if (twoRows && twoColumns) store<f64>(at + line, total(bd), 8);
    }
  }
}

@inline
function total(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}
