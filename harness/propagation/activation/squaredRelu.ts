import type { Activation } from "./activation.js";
import { arcCosine1, arcCosine2 } from "./arcCosine.js";

/** phi(x) = max(x, 0)^2 (So et al. 2021, arXiv:2109.08668); its moments are the arc-cosine kernels of degrees 2 and 1. */
export const squaredRelu: Activation = {
  name: "squared_relu",
  kinks: [0],
  fn: (x) => Math.max(x, 0) ** 2,
  derivative: (x) => 2 * Math.max(x, 0),
  kernel: {
    phiPhi: (q, c) => (3 / 2) * q * q * arcCosine2(c),
    dphiDphi: (q, c) => 2 * q * arcCosine1(c),
  },
};
