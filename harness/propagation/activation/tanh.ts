import type { Activation } from "./activation.js";
import { logistic } from "./sigmoid.js";

/** The hyperbolic tangent. */
export const tanh: Activation = {
  name: "tanh",
  kinks: [],
  fn: Math.tanh,
  derivative: (x) => 4 * logistic(2 * x) * logistic(-2 * x),
};
