import { normalCdf, normalPdf } from "../../numeric/index.js";
import type { Activation } from "./activation.js";

/**
 * phi(x) = x Phi(x), with the normal distribution function Phi (Hendrycks and Gimpel 2016), not with the approximation
 * by tanh.
 */
export const gelu: Activation = {
  name: "gelu",
  kinks: [],
  fn: (x) => x * normalCdf(x),
  derivative: (x) => normalCdf(x) + x * normalPdf(x),
  kernel: { phiPhi, dphiDphi },
};

function phiPhi(q: number, c: number): number {
  const { k, root, both } = parts(q, c);
  if (k < -1) return opposed(q, c);
  return k * both + (q * q * (1 - c) * (1 + c) + (2 * k * k) / (1 + q)) / (2 * Math.PI * root);
}

/**
 * The same for large k < 0, where the two terms above almost cancel: here the difference of k atan(root / k) and root
 * is computed directly.
 */
function opposed(q: number, c: number): number {
  const { k, root } = parts(q, c);
  const rest = (2 * q * q * (1 - c) * (1 + c) + 1 + 3 * q) / ((1 + q) * root);
  return (root * atanDeficit(-root / k) - rest) / (2 * Math.PI);
}

/** 1 - atan(x) / x for x > 0. */
function atanDeficit(x: number): number {
  if (x > 0.5) return 1 - Math.atan(x) / x;
  let [sum, power] = [0, -1];
  for (let j = 3; Math.abs(power) > 1e-17 * x * x; j += 2) {
    power *= -x * x;
    sum += power / j;
  }
  return sum;
}

function dphiDphi(q: number, c: number): number {
  const { k, root, both } = parts(q, c);
  return both + (k * (2 / (1 + q) + 1 / (root * root))) / (2 * Math.PI * root);
}

/**
 * Parts of both kernels: k = q c, and `both` = E[Phi(u) Phi(v)], the orthant probability of a normal pair with
 * covariance matrix [[1+q, k], [k, 1+q]].
 */
function parts(q: number, c: number): { readonly k: number; readonly root: number; readonly both: number } {
  const k = q * c;
  const root = Math.sqrt((1 + q * (1 - c)) * (1 + q * (1 + c)));
  return { k, root, both: Math.atan2(root, -k) / (2 * Math.PI) };
}
