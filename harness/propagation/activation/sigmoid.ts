import type { Activation } from "./activation.js";

/** 1 / (1 + exp(-x)), to full relative accuracy in both tails. */
export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

/** Its derivative, by one exponential, to full relative accuracy in both tails. */
export function logisticSlope(x: number): number {
  const small = Math.exp(-Math.abs(x));
  return small / ((1 + small) * (1 + small));
}

/** phi(x) = 1 / (1 + exp(-x)). */
export const sigmoid: Activation = {
  name: "sigmoid",
  kinks: [],
  fn: logistic,
  derivative: logisticSlope,
};
