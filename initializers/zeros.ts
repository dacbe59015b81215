import type { Initializer } from "../harness/contract/initializer.js";
import { constant } from "../harness/contract/rule/index.js";

/** Breaks no symmetry: for biases, and for weights that must start silent. */
export const zeros = {
  name: "zeros",
  source: "the mission's table",
  rule: constant(0),
} as const satisfies Initializer;
