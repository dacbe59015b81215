import type { Activation } from "./activation.js";

/** phi(x) = x, cut to [-1, 1]. */
export const hardTanh: Activation = {
  name: "hard_tanh",
  kinks: [-1, 1],
  fn: (x) => Math.min(1, Math.max(-1, x)),
  derivative: (x) => (Math.abs(x) < 1 ? 1 : 0),
};
