import { normalSf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import { gaussianNodes } from "./gaussianNodes.js";
import { requireCorrelation, requireCount } from "./require.js";

/** P(a ReLU network's output ignores one given input): some of `depth` hidden layers of width n is all dead. */
export function deadNetworkProbability(width: number, depth: number): number {
  requireCount("deadNetworkProbability", "width", width);
  requireCount("deadNetworkProbability", "depth", depth);
  return -Math.expm1(depth * Math.log1p(-(2 ** -width)));
}

/**
 * Bounds on P(a ReLU network of one input dimension is constant on all inputs), for zero biases: Lu, Shin, Su and
 * Karniadakis, "Dying ReLU and Initialization" (2019), theorem 3, with depth + 1 layers.
 */
export function deadEverywhereBounds(width: number, depth: number): { readonly lower: number; readonly upper: number } {
  const upper = deadNetworkProbability(width, depth);
  const half = 2 ** -width;
  const [a1, a2] = [1 - half, 1 - 2 * half - (width - 1) * half * half];
  const share = ((1 - 2 * half) * (1 - half)) / (1 + (width - 1) * half);
  return { lower: 1 - power(a1, depth - 1) + share * (power(a2, depth - 1) - power(a1, depth - 1)), upper };
}

/**
 * The expected fraction of ReLU units that are dead on a whole batch, where the pre-activations of every two inputs have
 * correlation c in [0, 1]: the integral of Phi(-sqrt(c/(1-c)) z)^B over the normal law.
 */
export function deadBatchFraction(c: number, batch: number): number {
  requireCorrelation("deadBatchFraction", c);
  requireCount("deadBatchFraction", "batch", batch);
  if (c < 0) throw new Error(`deadBatchFraction: c must be >= 0, got ${c}`);
  if (c === 1) return 0.5;
  const slope = Math.sqrt(c / (1 - c));
  const { at, weight } = gaussianNodes(slope * Math.sqrt(batch), []);
  return at.reduce(
    (sum, z, i) => sum + weight[i]! * (power(normalSf(slope * z), batch) + power(normalSf(-slope * z), batch)),
    0,
  );
}
