import { networkBlock } from "./block.js";

/** u + W phi(u), u = norm(z), without means taken out. */
export const postRmsNorm = networkBlock({ name: "post_rms_norm", skip: "norm", norm: "rms" });
