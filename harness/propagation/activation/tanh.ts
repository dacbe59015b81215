import type { Activation } from "./activation.js";
import { logisticSlope } from "./sigmoid.js";

/** The hyperbolic tangent. */
export const tanh: Activation = {
  name: "tanh",
  kinks: [],
  fn: Math.tanh,
  derivative: (x) => 4 * logisticSlope(2 * x),
};
