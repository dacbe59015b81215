import { stirlingError } from "../loader.js";

/** Factorials beyond this change nothing at double precision. */
const BAND = 19;

/**
 * P(D < d) for n uniform draws, exactly: Durbin's recursion (1973) as n products of a banded matrix with a vector. All
 * terms are positive, so the lower tail is as accurate as the rest; the cost is n (2nd) 19.
 */
export function durbinCdf(n: number, d: number): number {
  const k = Math.ceil(n * d);
  const h = k - n * d;
  const m = 2 * k - 1;
  const inverse = inverseFactorials(Math.max(m, BAND) + 1);
  const first = Float64Array.from({ length: m }, (_, i) => (1 - h ** (i + 1)) * inverse[i + 1]!);
  const corner = (1 - 2 * h ** m + Math.max(0, 2 * h - 1) ** m) * inverse[m]!;
  let v = new Float64Array(m);
  let next = new Float64Array(m);
  v[k - 1] = 1;
  for (let step = 0; step < n; step++) {
    product(v, next, first, inverse, corner);
    [v, next] = [next, v];
  }
  return v[k - 1]! * Math.sqrt(2 * Math.PI * n) * Math.exp(stirlingError(n));
}

/** 1/(e j!): the factor e^-1 a step keeps n! / n^n within range. */
function inverseFactorials(count: number): Float64Array {
  const out = new Float64Array(count);
  out[0] = Math.exp(-1);
  for (let j = 1; j < count; j++) out[j] = out[j - 1]! / j;
  return out;
}

/** H(i, j) = 1/(i - j + 1)!, its first column and last row less the corners that the band cuts off. */
function product(v: Float64Array, out: Float64Array, first: Float64Array, inverse: Float64Array, corner: number): void {
  const m = v.length;
  for (let i = 0; i < m - 1; i++) {
    let sum = i + 1 <= BAND ? first[i]! * v[0]! : 0;
    for (let j = Math.max(1, i + 1 - BAND); j <= i + 1; j++) sum += inverse[i + 1 - j]! * v[j]!;
    out[i] = sum;
  }
  let last = corner * v[0]!;
  for (let j = Math.max(1, m - BAND); j < m; j++) last += first[m - 1 - j]! * v[j]!;
  out[m - 1] = last;
}
