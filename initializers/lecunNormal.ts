import type { Initializer } from "../harness/contract/initializer.js";
import { standardNormal } from "../harness/contract/law/index.js";
import { varianceScaling } from "../harness/contract/rule/index.js";

/** Unit gain for linear and self-normalizing layers: 1 / fan_in is the variance, not the standard deviation. */
export const lecunNormal = {
  name: "lecun_normal",
  source: "LeCun et al. 1998, Efficient BackProp, equation 16; Klambauer et al. 2017, arXiv:1706.02515",
  rule: varianceScaling(standardNormal, 1, "in"),
} as const satisfies Initializer;
