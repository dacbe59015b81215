import type { Initializer } from "../harness/contract/initializer.js";
import { standardNormal } from "../harness/contract/law/index.js";
import { varianceScaling } from "../harness/contract/rule/index.js";

/** Balances the variance of activations against that of gradients. */
export const glorotNormal = {
  name: "glorot_normal",
  aliases: ["xavier_normal"],
  source: "Glorot and Bengio 2010, AISTATS, equation 12",
  rule: varianceScaling(standardNormal, 1, "avg"),
} as const satisfies Initializer;
