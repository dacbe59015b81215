import type { Initializer } from "../harness/contract/initializer.js";
import { standardNormal } from "../harness/contract/law/index.js";
import { varianceScaling } from "../harness/contract/rule/index.js";

/** Keeps the second moment of pre-activations through ReLU layers. */
export const heNormal = {
  name: "he_normal",
  aliases: ["kaiming_normal"],
  source: "He et al. 2015, arXiv:1502.01852, equation 10",
  rule: varianceScaling(standardNormal, 2, "in"),
} as const satisfies Initializer;
