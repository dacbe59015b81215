import type { Activation } from "../activation/index.js";
import type { NetworkBlock } from "../block/index.js";
import { meanSquare, meanSquareSlope } from "./lengthMap.js";
import { scaleFree } from "./scaleFree.js";

/** A network of blocks of one width, whose input has a mean square of one. */
export interface BlockNetwork {
  readonly block: NetworkBlock;
  readonly activation: Activation;
  readonly depth: number;
  /** width x the variance of an entry of W. */
  readonly sigmaW2: number;
  readonly sigmaB2: number;
}

/** The curves of z^0, ..., z^L at infinite width. */
export interface BlockCurves {
  /** ln E[z^2]. */
  readonly forward: readonly number[];
  /** ln of the mean square of dL/dz relative to that of dL/dz^L. */
  readonly backward: readonly number[];
}

/**
 * Every block adds the variance of its branch, forward and backward; the moments of the activation depend on the length
 * of the block's input.
 */
export function blockCurves({ block, activation, depth, sigmaW2, sigmaB2 }: BlockNetwork): BlockCurves {
  const { norm, skip } = block;
  const branch2 = block.branch(depth) ** 2;
  const scale = branch2 * sigmaW2;
  const forward = [0];
  const steps: number[] = [];
  for (let l = 0; l < depth; l++) {
    const log = forward[l]!;
    const seen = norm === null ? log : 0;
    const at = scaleFree(activation, seen);
    const isInput = skip === "none" && l === 0;
    const square = isInput ? 1 : meanSquare(at.activation, at.q);
    const slope = scale * meanSquareSlope(at.activation, at.q);
    const kept = skip === "stream" ? log : 0;
    const added = scale * square * Math.exp(at.logScale - kept) + branch2 * sigmaB2 * Math.exp(-kept);
    forward.push(skip === "none" ? Math.log(added) : kept + Math.log1p(added));
    steps.push(stepOf(block, slope, log));
  }
  const backward = [0];
  for (const step of steps.toReversed()) backward.push(backward.at(-1)! + step);
  return { forward, backward: backward.toReversed() };
}

/** ln of the growth of the mean square of gradients through a block; a norm divides it by the mean square of z. */
function stepOf({ norm, skip }: NetworkBlock, slope: number, logQ: number): number {
  const length = norm === null ? 0 : logQ;
  if (skip === "stream") return Math.log1p(slope * Math.exp(-length));
  return (skip === "norm" ? Math.log1p(slope) : Math.log(slope)) - length;
}
