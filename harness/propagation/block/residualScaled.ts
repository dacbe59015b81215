import { networkBlock } from "./block.js";

/**
 * z + W phi(z) / sqrt(depth): branches add as much as there was, e-fold, over the whole network. The 1/sqrt(2N) of a transformer of N layers is this
 * with its 2N branches.
 */
export const residualScaled = networkBlock({
  name: "residual_scaled",
  skip: "stream",
  branch: (depth) => 1 / Math.sqrt(depth),
});
