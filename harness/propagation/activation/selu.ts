import { erfc } from "../../numeric/index.js";
import type { Activation } from "./activation.js";

const NEAR = erfc(Math.SQRT1_2) * Math.sqrt(Math.E);
const FAR = erfc(Math.SQRT2) * Math.E ** 2;

/** The two constants for which E[phi(z)] = 0 and E[phi(z)^2] = 1, in closed form. */
const ALPHA = Math.sqrt(2 / Math.PI) / (1 - NEAR);
const LAMBDA =
  ((1 - NEAR) * Math.sqrt(2 * Math.PI)) /
  Math.sqrt(2 * FAR + Math.PI * NEAR ** 2 - 2 * (2 + Math.PI) * NEAR + Math.PI + 2);

/** lambda x above zero, lambda alpha (exp(x) - 1) below: Klambauer et al., "Self-Normalizing Neural Networks" (2017). */
export const selu: Activation = {
  name: "selu",
  kinks: [0],
  fn: (x) => LAMBDA * (x > 0 ? x : ALPHA * Math.expm1(x)),
  derivative: (x) => LAMBDA * (x > 0 ? 1 : ALPHA * Math.exp(x)),
};
