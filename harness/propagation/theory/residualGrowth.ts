/**
 * q_L / q_0 of a residual network x + alpha f(x) whose branches have E|f|^2 = branchGain |x|^2 and an independent last layer of
 * zero mean: (1 + alpha^2 G)^L.
 */
import { power } from "../../numeric/power.js";
export function residualGrowth(blocks: number, alpha = 1, branchGain = 1): number {
  return power(1 + alpha ** 2 * branchGain, blocks);
}

/**
 * The factor by which the weights of a residual branch of m layers are multiplied in a network of L blocks (Fixup:
 * Zhang et al. 2019).
 */
export function fixupScale(blocks: number, layersInBranch: number): number {
  return power(blocks, -1 / (2 * layersInBranch - 2));
}
