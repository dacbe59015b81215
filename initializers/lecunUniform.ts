import type { Initializer } from "../harness/contract/initializer.js";
import { signedUniformLaw } from "../harness/contract/law/index.js";
import { varianceScaling } from "../harness/contract/rule/index.js";

/** LeCun's variance, uniform: the limit sqrt(3 / fan_in) follows. */
export const lecunUniform = {
  name: "lecun_uniform",
  source: "LeCun et al. 1998, Efficient BackProp, equation 16",
  rule: varianceScaling(signedUniformLaw, 1, "in"),
} as const satisfies Initializer;
