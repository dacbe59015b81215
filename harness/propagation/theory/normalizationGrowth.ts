import { type Activation, activationByName } from "../activation/index.js";
import { meanSquare, meanSquareSlope } from "./lengthMap.js";

/**
 * The factor by which each layer multiplies the gradient variance with layer normalization of the pre-activations, for
 * any sigma_w.
 */
export function layerNormGradientGrowth(activation: string | Activation): number {
  const declared = activationByName(activation);
  return meanSquareSlope(declared, 1) / meanSquare(declared, 1);
}

/**
 * The factor by which each layer multiplies the gradient variance of a batch-normalized ReLU network, for any sigma_w
 * (Yang et al. 2019).
 */
export const BATCH_NORM_RELU_GRADIENT_GROWTH: number = Math.PI / (Math.PI - 1);
