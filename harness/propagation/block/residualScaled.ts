import type { NetworkBlock } from "./block.js";

/**
 * The same with branches of 1/sqrt(depth), which add as much as there was, e-fold, over the whole network: the 1/sqrt(2N) of a transformer of N
 * layers, whose depth is its 2N branches.
 */
export const residualScaled: NetworkBlock = {
  name: "residual_scaled",
  hasSkip: true,
  branch: (depth) => 1 / Math.sqrt(depth),
};
