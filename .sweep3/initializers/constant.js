import { constant as constantRule } from "../harness/rule/index.js";
/** Every entry is `value`, as the dtype holds it. */
export const constant = {
    name: "constant",
    source: "Keras' Constant",
    parameters: { value: 0 },
    rule: (parameters) => constantRule(Number(parameters["value"])),
};
