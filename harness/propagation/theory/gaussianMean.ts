import type { Activation } from "../activation/index.js";
import { gaussianNodes } from "./gaussianNodes.js";

/** A function of phi(x), phi'(x) and z, where x = sqrt(q) z. */
export type Integrand = (phi: number, dphi: number, z: number) => number;

/**
 * E over z ~ N(0, 1) of any integrand, with the activation evaluated once for all of them. The points z and -z are
 * summed side by side, so that the mean of an odd function is exactly zero.
 */
export function gaussianMean(activation: Activation, q: number): (integrand: Integrand) => number {
  const { fn, derivative } = activation;
  const sd = Math.sqrt(q);
  const { at, weight } = gaussianNodes(sd, activation.kinks);
  const value = (sign: number) => at.map((z) => fn(sign * sd * z));
  const slope = (sign: number) => at.map((z) => derivative(sign * sd * z));
  const [up, upSlope, down, downSlope] = [value(1), slope(1), value(-1), slope(-1)];
  return (integrand) => {
    let sum = 0;
    for (let i = 0; i < at.length; i++) {
      const z = at[i]!;
      sum += weight[i]! * (integrand(up[i]!, upSlope[i]!, z) + integrand(down[i]!, downSlope[i]!, -z));
    }
    return sum;
  };
}
