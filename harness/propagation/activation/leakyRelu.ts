import { abRelu } from "./abRelu.js";
import type { Activation } from "./activation.js";

/** The negative slope of `leaky_relu` without a number, as in PyTorch. */
const DEFAULT_SLOPE = 0.01;

/** phi(x) = x above zero, slope x below (Maas et al. 2013). */
export function leakyRelu(slope: number = DEFAULT_SLOPE, name = `leaky_relu_${slope}`): Activation {
  return abRelu(name, 1, slope);
}
