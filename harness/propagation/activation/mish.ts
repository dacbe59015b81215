import type { Activation } from "./activation.js";
import { logistic } from "./sigmoid.js";

/** phi(x) = x tanh(softplus(x)) (Misra 2019). */
export const mish: Activation = {
  name: "mish",
  kinks: [],
  fn: (x) => x * gate(x).tanh,
  derivative(x) {
    const { tanh, sech2 } = gate(x);
    return tanh + x * sech2 * logistic(x);
  },
};

/** tanh and sech^2 of ln(1 + e^x): rational in e^x, written in whichever of e^x and e^-x is below one. */
function gate(x: number): { readonly tanh: number; readonly sech2: number } {
  const e = Math.exp(-Math.abs(x));
  const [near, far] = x > 0 ? [1 + 2 * e, 2 * e * e] : [e * e + 2 * e, 2];
  const whole = near + far;
  return { tanh: near / whole, sech2: (2 * far * (near + far / 2)) / (whole * whole) };
}
