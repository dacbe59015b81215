import { networkBlock } from "./block.js";

/** u + W phi(u), u = norm(z), where the norm does not subtract the mean. */
export const postRmsNorm = networkBlock({ name: "post_rms_norm", skip: "norm", norm: "rms" });
