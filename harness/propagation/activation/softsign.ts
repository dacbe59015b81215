import type { Activation } from "./activation.js";

/** phi(x) = x / (1 + |x|). */
export const softsign: Activation = {
  name: "softsign",
  kinks: [0],
  fn: (x) => x / (1 + Math.abs(x)),
  derivative: (x) => 1 / (1 + Math.abs(x)) ** 2,
};
