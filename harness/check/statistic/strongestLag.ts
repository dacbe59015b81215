/** The lag with the strongest correlation of two sequences, from products at all lags at once. */
import { strongLagsByKernel } from "../../kernel/strongLags.js";
import { correlate } from "../../numeric/correlate.js";

export interface Strongest {
  readonly lag: number;
  /** sum a_i b_(i + lag) / sqrt(n - |lag|): N(0, 1) at each lag for independent standardised entries. */
  readonly z: number;
}

/** The most lags that are compared exactly. More remain only if products are huge, and then the last digits do not matter. */
const MOST = 64;

/**
 * Over the lags 1 .. n/2 (also 0 and negative ones, if b is another sequence); the first of equals. NaN if any entry is not
 * finite.
 */
export function strongestLag(a: Float64Array, b: Float64Array): Strongest {
  const lags = strongLagsByKernel(a, b, MOST) ?? strongLagsByReference(a, b);
  return lags === undefined ? { lag: 0, z: Number.NaN } : strongestOf(a, b, lags);
}

/** The strongest of these lags. */
export function strongestOf(a: Float64Array, b: Float64Array, lags: Int32Array): Strongest {
  let best: Strongest = { lag: 0, z: 0 };
  for (const lag of lags.toSorted()) {
    const z = productAt(a, b, lag) / Math.sqrt(a.length - Math.abs(lag));
    if (!(Math.abs(z) <= Math.abs(best.z))) best = { lag, z };
  }
  return best;
}

/**
 * Lags as strong as the strongest up to rounding errors of doubles: every lag that a kernel must return, and few others.
 * Undefined if any entry is not finite: the transform spreads it over all lags.
 */
export function strongLagsByReference(a: Float64Array, b: Float64Array): Int32Array | undefined {
  const n = a.length;
  const most = n >> 1;
  const first = a === b ? 1 : -most;
  const sizes = correlate(a, b)
    .subarray(most + first)
    .map((product, k) => Math.abs(product) / Math.sqrt(n - Math.abs(first + k)));
  const largest = sizes.reduce((one, other) => Math.max(one, other), 0);
  if (!Number.isFinite(largest)) return undefined;
  const least = largest - rounding(a, b);
  const lags = Array.from(sizes.keys()).filter((k) => sizes[k]! >= least);
  return Int32Array.from(lags.length <= MOST ? lags : [sizes.indexOf(largest)], (k) => first + k);
}

/**
 * More than twice the error of z: no product exceeds the norm of a times the norm of b, and each of the log2 n + 3 steps of the
 * transform rounds a number at most 18 times, relative to the norm of all products.
 */
function rounding(a: Float64Array, b: Float64Array): number {
  const norm = (x: Float64Array): number => Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
  const n = a.length;
  const steps = Math.log2(n) + 5;
  return (3 * Number.EPSILON * 18 * steps * Math.sqrt(8 * n) * norm(a) * norm(b)) / Math.sqrt(n / 2);
}

/** Four sums, added at the end. */
function productAt(a: Float64Array, b: Float64Array, lag: number): number {
  const from = Math.max(0, -lag);
  const end = Math.min(a.length, a.length - lag);
  let [p, q, r, s] = [0, 0, 0, 0];
  let i = from;
  for (; i + 3 < end; i += 4) {
    p += a[i]! * b[i + lag]!;
    q += a[i + 1]! * b[i + 1 + lag]!;
    r += a[i + 2]! * b[i + 2 + lag]!;
    s += a[i + 3]! * b[i + 3 + lag]!;
  }
  for (; i < end; i++) p += a[i]! * b[i + lag]!;
  return p + q + (r + s);
}
