import { networkBlock } from "./block.js";

/** z + W phi(z): the activation comes before the weights, so that the skip connection is the identity (He et al. 2016). */
export const residual = networkBlock({ name: "residual", skip: "stream" });
