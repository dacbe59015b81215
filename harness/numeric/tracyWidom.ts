/**
 * The Tracy-Widom law of the largest eigenvalue, beta = 1: F(s) = det(1 - B), B(x, y) = Ai(x + y + s) on x, y > 0 (Ferrari and
 * Spohn 2005), on Gauss-Legendre nodes (Bornemann 2010, "On the numerical evaluation of Fredholm determinants").
 */
import { gaussLegendre } from "./gaussLegendre.js";
import { lnGamma } from "./lnGamma.js";

const NODES = 60;
/** Ai(x + y + s) is below 1e-16 of its largest value beyond this. */
const END = 16;

/** P(X > s). */
export function tracyWidom1Sf(s: number): number {
  if (Number.isNaN(s)) return Number.NaN;
  if (s <= -12) return 1;
  const b = operator(s);
  return s > 0 ? -Math.expm1(-traceSeries(b)) : 1 - determinant(b);
}

const rule = gaussLegendre(NODES);
const points = rule.nodes.map((x) => (END * (1 + x)) / 2);
const roots = rule.weights.map((w) => Math.sqrt((END * w) / 2));

/** The symmetric matrix sqrt(w_i) Ai(x_i + x_j + s) sqrt(w_j). */
function operator(s: number): Float64Array[] {
  return Array.from(points, (x, i) => points.map((y, j) => roots[i]! * airy(x + y + s) * roots[j]!));
}

/** -ln det(1 - B) = sum tr(B^k)/k, whose terms are all accurate where B is small. */
function traceSeries(b: readonly Float64Array[]): number {
  let power = b.map((row) => row.slice());
  let sum = 0;
  for (let k = 1; k < 60; k++) {
    const term = power.reduce((trace, row, i) => trace + row[i]!, 0) / k;
    sum += term;
    if (!(Math.abs(term) > 1e-17 * sum)) break;
    power = power.map((row) => Float64Array.from(b, (column) => dot(row, column)));
  }
  return sum;
}

/** B is symmetric: its rows are its columns. */
function dot(x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * y[i]!;
  return sum;
}

/** det(1 - B) by elimination with pivots. */
function determinant(b: readonly Float64Array[]): number {
  const a = b.map((row, i) => row.map((x, j) => (i === j ? 1 - x : -x)));
  let value = 1;
  for (let k = 0; k < a.length; k++) {
    const pivot = a.slice(k).reduce((best, row, i) => (Math.abs(row[k]!) > Math.abs(a[best]![k]!) ? k + i : best), k);
    if (pivot !== k) [a[k], a[pivot], value] = [a[pivot]!, a[k]!, -value];
    value *= a[k]![k]!;
    for (let i = k + 1; i < a.length; i++) {
      const factor = a[i]![k]! / a[k]![k]!;
      for (let j = k; j < a.length; j++) a[i]![j]! -= factor * a[k]![j]!;
    }
  }
  return value;
}

/** The Airy function: Maclaurin's series below 1, above it a real integral along the steepest descent. */
function airy(x: number): number {
  return x < 1 ? airySeries(x) : airyIntegral(x);
}

/** Ai(0) = 3^(-2/3) / Gamma(2/3) and -Ai'(0) = 3^(-1/3) / Gamma(1/3). */
const AI_0 = 3 ** (-2 / 3) / Math.exp(lnGamma(2 / 3));
const AI_SLOPE = 3 ** (-1 / 3) / Math.exp(lnGamma(1 / 3));

function airySeries(x: number): number {
  const cube = x ** 3;
  let [f, g] = [1, x];
  let [tf, tg] = [1, x];
  for (let k = 1; k < 120; k++) {
    tf *= cube / ((3 * k - 1) * (3 * k));
    tg *= cube / (3 * k * (3 * k + 1));
    f += tf;
    g += tg;
  }
  return AI_0 * f - AI_SLOPE * g;
}

/** exp(-zeta)/pi times the integral of exp(-sqrt(x) t^2) cos(t^3/3) over t > 0. */
function airyIntegral(x: number): number {
  const root = Math.sqrt(x);
  const zeta = (2 / 3) * x * root;
  const step = 1 / (8 * Math.sqrt(Math.max(1, root)));
  let sum = 1 / 2;
  for (let k = 1; k < 400; k++) {
    const t = k * step;
    const decay = Math.exp(-root * t * t);
    sum += decay * Math.cos(t ** 3 / 3);
    if (decay < 1e-18) break;
  }
  return (Math.exp(-zeta) * sum * step) / Math.PI;
}
