/**
 * Sums over a sorted sample of functions of u = F(x): the terms of the statistics of Anderson and Darling, Cramer and von Mises,
 * and Neyman.
 *
 * On a stretch where F is smooth each of these functions is a polynomial of degree 9 to all digits that matter, so its sum is a
 * combination of power sums. F itself is evaluated at a few nodes of each stretch, and a stretch where the polynomial misses F at
 * points between the nodes is halved: stretches become short near the ends of a bounded law.
 */
import type { Entries } from "./entries.js";
import { type OrderedSums, orderedSums, POWERS } from "./orderedSums.js";

export interface Goodness {
  readonly n: number;
  /** A^2; an entry outside the support has probability `LEAST`. */
  readonly andersonDarling: number;
  /** W^2. */
  readonly cramerVonMises: number;
  /** Sums of the Legendre polynomials P_1 .. P_8 over 2u - 1. */
  readonly legendre: readonly number[];
}

export const COMPONENTS = 8;
/** The probability of an entry outside the support: its logarithm is finite, and large enough to fail. */
const LEAST = 1e-17;
/** Shorter stretches are summed entry by entry. */
const FEWEST = 24;
/** The largest error of a polynomial, apart from the effect of the rounding of u. */
const MISS = 1e-12;
/** The rounding error of u after a polynomial has amplified it. */
const ROUNDINGS = 64 * Number.EPSILON;

/** `cdf` of a law with this `support`; `sorted` ascends, NaN last. */
export function goodnessOf(sorted: Entries, cdf: (x: number) => number, support: readonly [number, number]): Goodness {
  const total = { logs: 0, squares: 0, legendre: new Float64Array(COMPONENTS) };
  const sums: GoodnessSums = { sorted, cdf, total };
  const [first, last] = [firstAtLeast(sorted, support[0]), firstAbove(sorted, support[1])];
  oneByOne(sums, 0, first);
  overStretch(sums, first, last);
  oneByOne(sums, last, sorted.length);
  const n = sorted.length;
  return {
    n,
    andersonDarling: -n - total.logs / n,
    cramerVonMises: 1 / (12 * n) + total.squares,
    legendre: [...total.legendre],
  };
}

interface GoodnessSums {
  readonly sorted: Entries;
  readonly cdf: (x: number) => number;
  readonly total: {
    /** sum (2i + 1) ln u_i + (2n - 2i - 1) ln(1 - u_i), i from 0. */
    logs: number;
    /** sum (u_i - (2i + 1)/2n)^2. */
    squares: number;
    readonly legendre: Float64Array;
  };
}

/** Values of the functions at u: u - c, (u - c)^2, ln u, ln(1 - u), P_1 .. P_8. */
const FUNCTIONS = 4 + COMPONENTS;

function evaluate(u: number, c: number, out: Float64Array, at: number): void {
  out[at] = u - c;
  out[at + 1] = (u - c) * (u - c);
  out[at + 2] = Math.log(Math.max(u, LEAST));
  out[at + 3] = Math.log(Math.max(1 - u, LEAST));
  const x = 2 * u - 1;
  let before = 1;
  let value = x;
  out[at + 4] = x;
  for (let k = 2; k <= COMPONENTS; k++) {
    const next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
    before = value;
    value = next;
    out[at + 3 + k] = value;
  }
}

const scratch = new Float64Array(FUNCTIONS);

function oneByOne({ sorted, cdf, total }: GoodnessSums, from: number, to: number): void {
  const n = sorted.length;
  for (let i = from; i < to; i++) {
    const expected = (2 * i + 1) / (2 * n);
    evaluate(cdf(sorted[i]!), expected, scratch, 0);
    total.squares += scratch[1]!;
    total.logs += (2 * i + 1) * scratch[2]! + (2 * (n - i) - 1) * scratch[3]!;
    for (let j = 0; j < COMPONENTS; j++) total.legendre[j]! += scratch[4 + j]!;
  }
}

function overStretch(sums: GoodnessSums, from: number, to: number): void {
  const { sorted } = sums;
  const [low, high] = [sorted[from]!, sorted[to - 1]!];
  const half = (high - low) / 2;
  const middle = low + half;
  const worth = to - from >= FEWEST && middle > low && middle < high && Number.isFinite(half);
  const c = worth ? sums.cdf(middle) : 0;
  const polynomials = worth ? interpolate(sums.cdf, middle, half, c) : undefined;
  if (polynomials !== undefined) {
    add(sums, from, orderedSums(sorted.subarray(from, to), middle, 1 / half), c, polynomials);
  } else if (worth) {
    const split = firstAbove(sorted, middle, from, to);
    overStretch(sums, from, split);
    overStretch(sums, split, to);
  } else oneByOne(sums, from, to);
}

/** Chebyshev nodes on [-1, 1], and the matrix that maps values at the nodes to coefficients of powers. */
const NODES = Float64Array.from({ length: POWERS }, (_, k) => Math.cos(((2 * k + 1) * Math.PI) / (2 * POWERS)));
const INVERSE = inverseVandermonde(NODES);
/** Points where the polynomial is compared with the function. */
const BETWEEN = [-1, -0.5, 0, 0.6, 1];

/** Coefficients of every function, power by power; undefined if the functions are not polynomials here. */
function interpolate(cdf: (x: number) => number, middle: number, half: number, c: number): Float64Array | undefined {
  const values = new Float64Array(POWERS * FUNCTIONS);
  for (let k = 0; k < POWERS; k++) evaluate(cdf(middle + half * NODES[k]!), c, values, k * FUNCTIONS);
  const out = new Float64Array(POWERS * FUNCTIONS);
  for (let power = 0; power < POWERS; power++) {
    for (let k = 0; k < POWERS; k++) {
      const weight = INVERSE[power * POWERS + k]!;
      for (let j = 0; j < FUNCTIONS; j++) out[power * FUNCTIONS + j]! += weight * values[k * FUNCTIONS + j]!;
    }
  }
  return BETWEEN.every((t) => {
    evaluate(cdf(middle + half * t), c, scratch, 0);
    const u = c + scratch[0]!;
    const rounding = ROUNDINGS / Math.max(LEAST, Math.min(u, 1 - u));
    return scratch.every(
      (value, j) => Math.abs(valueAt(out, j, t) - value) <= MISS + (j === 2 || j === 3 ? rounding : 0),
    );
  })
    ? out
    : undefined;
}

function valueAt(coefficients: Float64Array, j: number, t: number): number {
  let sum = 0;
  for (let power = POWERS - 1; power >= 0; power--) sum = sum * t + coefficients[power * FUNCTIONS + j]!;
  return sum;
}

/** With w = (2i + 1)/2n the terms are (u - c)^2 - 2 (u - c)(w - c) + (w - c)^2, which are small if u and w are near c. */
function add(
  { sorted, total }: GoodnessSums,
  from: number,
  { plain, ranked }: OrderedSums,
  c: number,
  of: Float64Array,
): void {
  const n = sorted.length;
  const count = plain[0]!;
  const offset = (2 * from + 1) / (2 * n) - c;
  const sum = (j: number, sums: Float64Array): number => {
    let all = 0;
    for (let power = 0; power < POWERS; power++) all += of[power * FUNCTIONS + j]! * sums[power]!;
    return all;
  };
  const weighted = offset * sum(0, plain) + sum(0, ranked) / n;
  // sum over r < count of (offset + r/n)^2
  const ranks =
    count * offset * offset +
    (offset * count * (count - 1)) / n +
    (count * (count - 1) * (2 * count - 1)) / (6 * n * n);
  total.squares += sum(1, plain) - 2 * weighted + ranks;
  const [logs, others] = [sum(2, plain), sum(3, plain)];
  total.logs += (2 * from + 1) * logs + 2 * sum(2, ranked) + (2 * (n - from) - 1) * others - 2 * sum(3, ranked);
  for (let j = 0; j < COMPONENTS; j++) total.legendre[j]! += sum(4 + j, plain);
}

/** Row `power` holds the coefficient of t^power in the Lagrange polynomial of each node. */
function inverseVandermonde(nodes: Float64Array): Float64Array {
  const size = nodes.length;
  const out = new Float64Array(size * size);
  nodes.forEach((own, k) => {
    let polynomial = [1];
    nodes.forEach((other, j) => {
      if (j === k) return;
      polynomial = [0, ...polynomial].map(
        (shifted, power) => (shifted - other * (polynomial[power] ?? 0)) / (own - other),
      );
    });
    polynomial.forEach((coefficient, power) => {
      out[power * size + k] = coefficient;
    });
  });
  return out;
}

/** The first index in [from, to) whose entry is not below x; NaN is above everything. */
export function firstAtLeast(sorted: Entries, x: number, from = 0, to = sorted.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index in [from, to) whose entry is above x. */
export function firstAbove(sorted: Entries, x: number, from = 0, to = sorted.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
