import type { Activation } from "../activation/index.js";
import type { NetworkBlock } from "../block/index.js";
import { meanSquare, meanSquareSlope } from "./lengthMap.js";
import { scaleFree } from "./scaleFree.js";

/** A network of blocks with skip connections, of one width, whose input has a mean square of one. */
export interface BlockNetwork {
  readonly block: NetworkBlock;
  readonly activation: Activation;
  readonly depth: number;
  /** width x the variance of an entry of W. */
  readonly sigmaW2: number;
  readonly sigmaB2: number;
}

/** What infinite width says of z^0, ..., z^L. */
export interface BlockCurves {
  /** ln E[z^2]. */
  readonly forward: readonly number[];
  /** ln of the mean square of dL/dz relative to that of dL/dz^L. */
  readonly backward: readonly number[];
}

/** Every block adds to both variances what the activation makes of the length there: its moments change with it. */
export function blockCurves({ block, activation, depth, sigmaW2, sigmaB2 }: BlockNetwork): BlockCurves {
  const branch2 = block.branch(depth) ** 2;
  const scale = branch2 * sigmaW2;
  const forward = [0];
  const steps: number[] = [];
  for (let l = 0; l < depth; l++) {
    const log = forward[l]!;
    const at = scaleFree(activation, log);
    const added = scale * meanSquare(at.activation, at.q) * Math.exp(at.logScale - log);
    forward.push(log + Math.log1p(added + branch2 * sigmaB2 * Math.exp(-log)));
    steps.push(Math.log1p(scale * meanSquareSlope(at.activation, at.q)));
  }
  const backward = [0];
  for (const step of steps.toReversed()) backward.push(backward.at(-1)! + step);
  return { forward, backward: backward.toReversed() };
}
