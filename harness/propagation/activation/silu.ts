import type { Activation } from "./activation.js";
import { logistic } from "./sigmoid.js";

/** phi(x) = x / (1 + exp(-x)), also called swish. */
export const silu: Activation = {
  name: "silu",
  kinks: [],
  fn: (x) => x * logistic(x),
  derivative: (x) => logistic(x) * (1 + x * logistic(-x)),
};
