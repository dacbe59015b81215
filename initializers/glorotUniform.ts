import type { Initializer } from "../harness/contract/initializer.js";
import { signedUniformLaw } from "../harness/contract/law/index.js";
import { varianceScaling } from "../harness/contract/rule/index.js";

/** Balances the variance of activations against that of gradients; the limit sqrt(6 / (fan_in + fan_out)) follows. */
export const glorotUniform = {
  name: "glorot_uniform",
  aliases: ["xavier_uniform"],
  source: "Glorot and Bengio 2010, AISTATS, equation 16",
  rule: varianceScaling(signedUniformLaw, 1, "avg"),
} as const satisfies Initializer;
