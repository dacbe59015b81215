import { power } from "../../numeric/power.js";
import type { Activation } from "../activation/index.js";
import { gains } from "../theory/index.js";
import { lengthDiffusion } from "../theory/lengthDiffusion.js";

/** Gains are looked for between a quarter of the smaller of those that keep a length of one and four times the larger, so many to a factor of two. */
const A_FACTOR_TWO = 12;
/** Golden sections behind that: five digits. */
const SECTIONS = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The gain of orthogonal matrices without biases at which a network of this depth and width that nothing sets apart from the mean changes
 * signals and gradients least, the worse direction. No gain but one suits every depth of an activation that keeps scales: null.
 */
export function tunedGain(activation: Activation, depth: number, width: number): number | null {
  if (activation.homogeneous !== undefined || depth < 2) return null;
  const { forward, backward } = gains(activation);
  const [low, high] = [Math.min(forward, backward) / 4, Math.max(forward, backward) * 4];
  const worst = (gain: number): number => largestChange(activation, depth, width, gain);
  const count = Math.ceil(Math.log2(high / low) * A_FACTOR_TWO);
  const grid = Array.from({ length: count + 1 }, (_, k) => low * power(high / low, k / count));
  const changes = grid.map(worst);
  const best = changes.reduce((found, change, k) => (change < changes[found]! ? k : found), 0);
  let [left, right] = [grid[Math.max(0, best - 1)]!, grid[Math.min(count, best + 1)]!];
  for (let section = 0; section < SECTIONS; section++) {
    const inner = GOLDEN * (right - left);
    const [a, b] = [right - inner, left + inner];
    if (worst(a) < worst(b)) right = b;
    else left = a;
  }
  const gain = (left + right) / 2;
  return Number.isFinite(worst(gain)) ? gain : null;
}

function largestChange(activation: Activation, depth: number, width: number, gain: number): number {
  const options = { activation, width, depth, sigmaW2: gain ** 2, sigmaB2: 0, kind: "orthogonal" as const };
  const { forward, backward } = lengthDiffusion(options, (out) => out.fill(0))();
  const change = Math.max(Math.abs(forward[depth - 1]! - forward[0]!), Math.abs(backward[0]!));
  return Number.isNaN(change) ? Number.POSITIVE_INFINITY : change;
}
