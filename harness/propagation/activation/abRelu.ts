import type { Activation } from "./activation.js";
import { arcCosine0, arcCosine1 } from "./arcCosine.js";

/** The family of piecewise-linear activations: slope `positive` above zero, `negative` below. */
export function abRelu(name: string, positive: number, negative: number): Activation {
  const bend = (positive - negative) ** 2 / 2;
  const cross = positive * negative;
  return {
    name,
    kinks: positive === negative ? [] : [0],
    fn: (x) => (x > 0 ? positive : negative) * x,
    derivative: (x) => (x > 0 ? positive : negative),
    homogeneous: { positive, negative },
    kernel: {
      phiPhi: (q, c) => q * (bend * arcCosine1(c) + cross * c),
      dphiDphi: (_q, c) => bend * arcCosine0(c) + cross,
    },
  };
}
