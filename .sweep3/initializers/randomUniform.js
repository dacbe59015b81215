import { uniform } from "../harness/law/index.js";
import { independent } from "../harness/rule/index.js";
/** U[minval, maxval], whatever the shape. */
export const randomUniform = {
    name: "random_uniform",
    source: "the mission's table; defaults as in Keras' RandomUniform",
    parameters: { minval: -0.05, maxval: 0.05 },
    rule: (parameters) => independent(uniform(Number(parameters["minval"]), Number(parameters["maxval"]))),
};
