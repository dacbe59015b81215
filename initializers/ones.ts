import type { Initializer } from "../harness/contract/initializer.js";
import { constant } from "../harness/contract/rule/index.js";

/** For the scales of normalization layers. */
export const ones = {
  name: "ones",
  source: "the mission's table",
  rule: constant(1),
} as const satisfies Initializer;
