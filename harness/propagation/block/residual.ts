import type { NetworkBlock } from "./block.js";

/** z^l = z^(l-1) + W^l phi(z^(l-1)): the activation comes before the weights, so that the skip connection is the identity (He et al. 2016). */
export const residual: NetworkBlock = { name: "residual", hasSkip: true, branch: () => 1 };
