import { stirlingError } from "../lnGamma.js";
import { power } from "../power.js";
import { twoProduct } from "../twoProduct.js";

/** The reciprocals of larger factorials are negligible in double precision. */
const BAND = 19;
/** This factor, applied whenever the state falls below its inverse, prevents underflow. */
const LIFT = 2 ** 400;
/** After this many times (nd)^2 steps only the leading eigenvector is left in the state. */
const MIXING = 3;

/** The number of multiplications that `durbinCdf` takes. */
export const durbinCost = (n: number, d: number): number => steps(n, n * d) * 2 * n * d * BAND;

/**
 * P(D < d) for n uniform draws, 1/2 < n d, exactly: Durbin's recursion (1973) as products of a banded matrix H with a vector. All
 * terms are positive, so the lower tail is as accurate as the rest.
 *
 * The result is the central entry of H^n. H is its own reflection J H' J, so half of the n steps give both factors of that entry;
 * and once the state is the leading eigenvector, its Rayleigh quotient gives all further steps at once.
 */
export function durbinCdf(n: number, d: number): number {
  const [nd, ndError] = twoProduct(n, d);
  const k = Math.ceil(nd);
  const band = bandMatrix(2 * k - 1, k - nd - ndError);
  const half = steps(n, nd);
  const states = [new Float64Array(2 * k - 1), new Float64Array(2 * k - 1)] as const;
  states[0][k - 1] = 1;
  let lifts = 0;
  for (let step = 0; step < half; step++) {
    const out = states[(step + 1) % 2]!;
    product(band, states[step % 2]!, out);
    if (out[k - 1]! < 1 / LIFT) {
      for (let i = 0; i < out.length; i++) out[i]! *= LIFT;
      lifts++;
    }
  }
  const [state, next] = [states[half % 2]!, states[(half + 1) % 2]!];
  product(band, state, next);
  const square = reflected(state, state);
  const left = n - 2 * half;
  const entry = square * power(reflected(state, next) / square, left);
  return entry * Math.sqrt(2 * Math.PI * n) * Math.exp(stirlingError(n)) * power(LIFT, -2 * lifts);
}

/** Half of all steps, or fewer if only the leading eigenvector is left before. */
const steps = (n: number, nd: number): number => Math.min(Math.floor(n / 2), Math.ceil(MIXING * nd * nd) + 100);

/** H(i, j) = 1/(i - j + 1)!, with reduced first column and last row, times e^-1, which keeps n! / n^n within range. */
interface BandMatrix {
  readonly inverse: Float64Array;
  readonly first: Float64Array;
  readonly corner: number;
}

function bandMatrix(m: number, h: number): BandMatrix {
  const inverse = new Float64Array(Math.max(m, BAND) + 1);
  inverse[0] = Math.exp(-1);
  for (let j = 1; j < inverse.length; j++) inverse[j] = inverse[j - 1]! / j;
  const first = Float64Array.from({ length: m }, (_, i) => (1 - power(h, i + 1)) * inverse[i + 1]!);
  const corner = (1 - 2 * power(h, m) + power(Math.max(0, 2 * h - 1), m)) * inverse[m]!;
  return { inverse, first, corner };
}

function product({ inverse, first, corner }: BandMatrix, v: Float64Array, out: Float64Array): void {
  const m = v.length;
  const start = Math.min(BAND, m - 1);
  for (let i = 0; i < start; i++) {
    let sum = first[i]! * v[0]!;
    for (let j = 0; j <= i; j++) sum += inverse[j]! * v[i + 1 - j]!;
    out[i] = sum;
  }
  let i = start;
  // Four rows at once: each sum depends on its own last term only.
  for (; i + 4 < m; i += 4) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let j = 0, at = i + 1; j <= BAND; j++, at--) {
      const weight = inverse[j]!;
      a += weight * v[at]!;
      b += weight * v[at + 1]!;
      c += weight * v[at + 2]!;
      d += weight * v[at + 3]!;
    }
    out[i] = a;
    out[i + 1] = b;
    out[i + 2] = c;
    out[i + 3] = d;
  }
  for (; i < m - 1; i++) {
    let sum = 0;
    for (let j = 0; j <= BAND; j++) sum += inverse[j]! * v[i + 1 - j]!;
    out[i] = sum;
  }
  let last = corner * v[0]!;
  for (let j = Math.max(1, m - BAND); j < m; j++) last += first[m - 1 - j]! * v[j]!;
  out[m - 1] = last;
}

/** The sum of x_i y_(m + 1 - i). */
function reflected(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[x.length - 1 - i]!;
  return sum;
}
