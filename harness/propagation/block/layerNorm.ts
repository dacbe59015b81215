import { networkBlock } from "./block.js";

/** W phi(norm(z)): normalized pre-activations without skip connections (Ba et al. 2016). */
export const layerNorm = networkBlock({ name: "layer_norm", skip: "none", norm: "layer" });
