import { networkBlock } from "./block.js";

/** z + W phi(norm(z)), where the norm does not subtract the mean (Zhang and Sennrich 2019). */
export const preRmsNorm = networkBlock({ name: "pre_rms_norm", skip: "stream", norm: "rms" });
