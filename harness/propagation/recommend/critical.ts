import { power } from "../../numeric/power.js";
import type { Activation } from "../activation/index.js";
import { backwardCurve, type CriticalPoint, edgeOfChaos, forwardCurve } from "../theory/index.js";

/** The search grid of critical points: fixed points from 0.05 to 100, and the number of them in a factor of e. */
const [SMALLEST, LARGEST, A_FACTOR_E] = [0.05, 100, 4];
/** A point whose length map is steeper than this is not attracting. */
const ATTRACTS = 0.99;
/** The layers that distinguish the points: later ones no longer change. */
const DEEPEST = 200;

/**
 * Critical initializations (chi_1 = 1) whose length converges to the fixed point: those without biases, and the best
 * one with biases. The best is the one at which typical networks of this depth and width change an input of unit length
 * least, and differ least.
 */
export function criticalPoints(activation: Activation, depth: number, width: number): CriticalPoint[] {
  if (activation.homogeneous !== undefined) return [];
  const count = Math.ceil(Math.log(LARGEST / SMALLEST) * A_FACTOR_E);
  const grid = Array.from({ length: count + 1 }, (_, k) => SMALLEST * power(LARGEST / SMALLEST, k / count));
  const points = grid.map((q) => edgeOfChaos(activation, q));
  const plain = grid.slice(1).flatMap((q, k) => {
    const [before, after] = [points[k]!.sigmaB2, points[k + 1]!.sigmaB2];
    return before * after < 0 ? [edgeOfChaos(activation, withoutBiases(activation, grid[k]!, q))] : [];
  });
  const attracting = (of: readonly CriticalPoint[]): CriticalPoint[] =>
    of.filter((point) => point.chiParallel < ATTRACTS);
  const biased = attracting(points.filter(({ realizable, sigmaB2 }) => realizable && sigmaB2 > 0));
  const layers = Math.min(depth, DEEPEST);
  const best = biased.reduce<readonly [CriticalPoint, number] | null>((found, point) => {
    const change = largestChange(activation, point, layers, width);
    return found === null || change < found[1] ? [point, change] : found;
  }, null);
  const unbiased = attracting(plain).map((point) => ({ ...point, sigmaB2: 0 }));
  return [...unbiased, ...(best === null ? [] : [best[0]])];
}

/** The critical points at which the variance of the biases is zero. */
function withoutBiases(activation: Activation, low: number, high: number): number {
  let [left, right] = [low, high];
  const sign = Math.sign(edgeOfChaos(activation, low).sigmaB2);
  for (let step = 0; step < 50; step++) {
    const middle = (left + right) / 2;
    if (Math.sign(edgeOfChaos(activation, middle).sigmaB2) === sign) left = middle;
    else right = middle;
  }
  return (left + right) / 2;
}

/**
 * The larger of the forward and the backward change from an input of unit length: that of ln q or ln g, plus one
 * standard deviation.
 */
function largestChange(
  activation: Activation,
  { sigmaW2, sigmaB2 }: CriticalPoint,
  depth: number,
  width: number,
): number {
  const options = { initializer: sigmaW2, activation, sigmaB: Math.sqrt(sigmaB2), width, depth };
  const [up, back] = [forwardCurve(options), backwardCurve(options)[0]!];
  const [first, last] = [up[0]!, up.at(-1)!];
  return Math.max(
    Math.abs(last.mean - first.mean) + Math.sqrt(last.variance),
    Math.abs(back.mean) + Math.sqrt(back.variance),
  );
}
