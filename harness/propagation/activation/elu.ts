import type { Activation } from "./activation.js";

/** phi(x) = x above zero, exp(x) - 1 below (Clevert et al. 2016). */
export const elu: Activation = {
  name: "elu",
  kinks: [0],
  fn: (x) => (x > 0 ? x : Math.expm1(x)),
  derivative: (x) => (x > 0 ? 1 : Math.exp(x)),
};
