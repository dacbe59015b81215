import { networkBlock } from "./block.js";

/** z + W phi(norm(z)): the stream itself is never normalized (Xiong et al. 2020). */
export const preLayerNorm = networkBlock({ name: "pre_layer_norm", skip: "stream", norm: "layer" });
