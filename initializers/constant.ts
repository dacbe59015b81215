import type { Initializer, Parameters } from "../harness/contract/initializer.js";
import { constant as constantRule, type Rule } from "../harness/contract/rule/index.js";

/** Every entry is `value`, as the dtype holds it. */
export const constant = {
  name: "constant",
  source: "Keras' Constant",
  parameters: { value: 0 },
  rule: (parameters: Parameters): Rule => constantRule(Number(parameters["value"])),
} as const satisfies Initializer;
