import type { Initializer, Parameters } from "../harness/contract/initializer.js";
import { uniform } from "../harness/contract/law/index.js";
import { independent, type Rule } from "../harness/contract/rule/index.js";

/** U[minval, maxval], whatever the shape. */
export const randomUniform = {
  name: "random_uniform",
  source: "the mission's table; defaults as in Keras' RandomUniform",
  parameters: { minval: -0.05, maxval: 0.05 },
  rule: (parameters: Parameters): Rule =>
    independent(uniform(Number(parameters["minval"]), Number(parameters["maxval"]))),
} as const satisfies Initializer;
