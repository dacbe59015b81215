import type { Initializer } from "../harness/contract/initializer.js";
import { signedUniformLaw } from "../harness/contract/law/index.js";
import { varianceScaling } from "../harness/contract/rule/index.js";

/** He's variance, uniform: the limit sqrt(6 / fan_in) follows. */
export const heUniform = {
  name: "he_uniform",
  aliases: ["kaiming_uniform"],
  source: "He et al. 2015, arXiv:1502.01852, equation 10",
  rule: varianceScaling(signedUniformLaw, 2, "in"),
} as const satisfies Initializer;
