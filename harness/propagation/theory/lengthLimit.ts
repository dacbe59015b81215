import type { Activation } from "../activation/index.js";
import { chiParallel, lengthMap } from "./lengthMap.js";
import { limitingSlope2 } from "./scaleFree.js";

/**
 * The limit of q, starting at q = 1: a fixed point (`stable`; for a piecewise-linear activation that may be 0), to 0
 * without being piecewise linear (`vanishes`), to infinity exponentially (`diverges`) or more slowly
 * (`diverges_linear`), or nowhere, every q being fixed (`marginal`).
 */
export type FixedPointStatus = "stable" | "vanishes" | "diverges" | "diverges_linear" | "marginal";

/** The limit of the length map, iterated from q = 1. */
export interface LengthLimit {
  readonly status: FixedPointStatus;
  readonly q: number;
}

/** A growth factor this close to 1, or a length this close to its image, counts as fixed. */
const ROUNDING = 1e-14;
/** The scan for a crossing moves ln q by this much, and within these limits unless a crossing is certain. */
const STEP = 0.05;
const SMALLEST = 1e-10;
const LARGEST = 1e9;

/** The limit of q under F(q) = sigma_w^2 E[phi^2] + sigma_b^2 from q = 1: as F increases, the first fixed point on the way. */
export function lengthLimit(activation: Activation, sigmaW2: number, sigmaB2: number): LengthLimit {
  if (activation.homogeneous) return homogeneousLimit(sigmaW2 * limitingSlope2(activation, "zero"), sigmaB2);
  const excess = (q: number): number => lengthMap(activation, q, sigmaW2, sigmaB2) - q;
  const first = excess(1);
  if (Math.abs(first) <= ROUNDING) return fixedAt(activation, 1, sigmaW2);
  const far = sigmaW2 * limitingSlope2(activation, "infinity");
  const bound = first > 0 ? (far < 1 ? Number.POSITIVE_INFINITY : LARGEST) : SMALLEST;
  const bracket = scan(excess, Math.sign(first) * STEP, bound);
  if (bracket) return fixedAt(activation, bisect(excess, bracket), sigmaW2);
  if (first < 0) return { status: "vanishes", q: 0 };
  return { status: Math.abs(far - 1) <= ROUNDING ? "diverges_linear" : "diverges", q: Number.POSITIVE_INFINITY };
}

/** F(q) = growth q + sigma_b^2. */
function homogeneousLimit(growth: number, sigmaB2: number): LengthLimit {
  const isCritical = Math.abs(growth - 1) <= ROUNDING;
  if (isCritical && sigmaB2 === 0) return { status: "marginal", q: 1 };
  if (isCritical) return { status: "diverges_linear", q: Number.POSITIVE_INFINITY };
  if (growth > 1) return { status: "diverges", q: Number.POSITIVE_INFINITY };
  return { status: "stable", q: sigmaB2 / (1 - growth) };
}

/** The result at a fixed point: if its slope is above 1, it is reached only by starting there. */
function fixedAt(activation: Activation, q: number, sigmaW2: number): LengthLimit {
  return { status: chiParallel(activation, q, sigmaW2) < 1 ? "stable" : "marginal", q };
}

/** Two neighbours on a geometric grid from 1 to the bound between which the excess changes sign by more than rounding. */
function scan(excess: (q: number) => number, step: number, bound: number): readonly [number, number] | undefined {
  const sign = Math.sign(step);
  let q = 1;
  while (sign * q < sign * bound) {
    const next = q * Math.exp(step);
    if (excess(next) * sign < -ROUNDING * next) return sign > 0 ? [q, next] : [next, q];
    q = next;
  }
  return undefined;
}

/** The zero of a function that is positive at the left end and negative at the right one. */
function bisect(excess: (q: number) => number, [left, right]: readonly [number, number]): number {
  let [low, high] = [left, right];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return middle;
    if (excess(middle) > 0) low = middle;
    else high = middle;
  }
}
