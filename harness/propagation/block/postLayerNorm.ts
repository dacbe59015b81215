import { networkBlock } from "./block.js";

/** u + W phi(u), u = norm(z): the sum of a block is normalized before the next (Vaswani et al. 2017). */
export const postLayerNorm = networkBlock({ name: "post_layer_norm", skip: "norm", norm: "layer" });
