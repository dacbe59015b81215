import { signedUniformLaw } from "../harness/law/index.js";
import { varianceScaling } from "../harness/rule/index.js";
/** LeCun's variance, uniform: the limit sqrt(3 / fan_in) follows. */
export const lecunUniform = {
    name: "lecun_uniform",
    source: "LeCun et al. 1998, Efficient BackProp, equation 16",
    rule: varianceScaling(signedUniformLaw, 1, "in"),
};
