import type { Activation } from "./activation.js";
import { logistic } from "./sigmoid.js";

/** phi(x) = ln(1 + exp(x)). */
export const softplus: Activation = {
  name: "softplus",
  kinks: [],
  fn: (x) => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
  derivative: logistic,
};
