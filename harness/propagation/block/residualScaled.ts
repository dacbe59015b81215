import { networkBlock } from "./block.js";

/**
 * z + W phi(z) / sqrt(depth): over the whole network the branches multiply the mean square by a factor of about e. The
 * 1/sqrt(2N) of a transformer of N layers is the same, since it has 2N branches.
 */
export const residualScaled = networkBlock({
  name: "residual_scaled",
  skip: "stream",
  branch: (depth) => 1 / Math.sqrt(depth),
});
