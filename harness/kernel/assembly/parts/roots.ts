/**
 * Roots of unity, exp(-2 pi i k / unit), as products from two short tables that stay in the cache: one for the last eight bits of
 * k, real parts and then imaginary ones, followed by one for the other bits, in pairs.
 */
import { timesIm, timesRe } from "./complex";

const FINE: i32 = 256;
const FINE_BYTES: usize = 4 * 256;

/** The four roots from k on, a multiple of four. */
@inline
export function rootRe(roots: usize, k: i32): v128 {
  const fine = roots + (<usize>(k & (FINE - 1)) << 2);
  const far = roots + 2 * FINE_BYTES + (<usize>(k / FINE) << 3);
  return timesRe(v128.load(fine), v128.load(fine, FINE_BYTES), v128.load32_splat(far), v128.load32_splat(far, 4));
}

@inline
export function rootIm(roots: usize, k: i32): v128 {
  const fine = roots + (<usize>(k & (FINE - 1)) << 2);
  const far = roots + 2 * FINE_BYTES + (<usize>(k / FINE) << 3);
  return timesIm(v128.load(fine), v128.load(fine, FINE_BYTES), v128.load32_splat(far), v128.load32_splat(far, 4));
}
