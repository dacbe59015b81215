import type { Activation } from "./activation.js";

/** phi(x) = sin(x) (Sitzmann et al. 2020), whose Gaussian means have closed forms: E cos(u) = exp(-q / 2). */
export const sine: Activation = {
  name: "sine",
  kinks: [],
  fn: Math.sin,
  derivative: Math.cos,
  kernel: {
    phiPhi: (q, c) => (Math.exp(-q * (1 - c)) - Math.exp(-q * (1 + c))) / 2,
    dphiDphi: (q, c) => (Math.exp(-q * (1 - c)) + Math.exp(-q * (1 + c))) / 2,
  },
};
