import { erf as errorFunction } from "../../numeric/index.js";
import type { Activation } from "./activation.js";

/** The error function. Kernel: Williams, "Computing with infinite networks" (1997). */
export const erf: Activation = {
  name: "erf",
  kinks: [],
  fn: errorFunction,
  derivative: (x) => (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x),
  kernel: {
    phiPhi: (q, c) => (2 / Math.PI) * Math.atan2(2 * q * c, Math.sqrt(determinant(q, c))),
    dphiDphi: (q, c) => 4 / Math.PI / Math.sqrt(determinant(q, c)),
  },
};

/** (1 + 2q)^2 - (2qc)^2. */
function determinant(q: number, c: number): number {
  return (1 + 2 * q * (1 - c)) * (1 + 2 * q * (1 + c));
}
