import type { Activation } from "./activation.js";

/** phi(x) = x, cut to [0, 6] (Krizhevsky 2010; MobileNet). */
export const relu6: Activation = {
  name: "relu6",
  kinks: [-6, 0, 6],
  fn: (x) => Math.min(6, Math.max(0, x)),
  derivative: (x) => (x > 0 && x < 6 ? 1 : 0),
};
