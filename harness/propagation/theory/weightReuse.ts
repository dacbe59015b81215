import type { LayerMoments } from "./layerMoments.js";

/** The quantities of a layer on which the effect of the reuse depends. */
export interface ReusedLayer {
  readonly moments: LayerMoments;
  readonly width: number;
  /** The share of the variance of the pre-activations that is due to weights, not to biases. */
  readonly weightShare: number;
}

/**
 * The bias of order 1/width because the backward pass uses the transposed weights of the forward pass. Given the
 * forward pass, a weight matrix is random only in directions orthogonal to its input x; along x it is W x, and (W x .
 * delta)^2 exceeds its value for independent weights by the factor 1 + excess. At the top there is no bias, because the
 * gradient is independent. Item l is the bias of ln |delta^l|^2, summed over layer l and all layers above.
 */
export function weightReuse(crossings: readonly ReusedLayer[]): number[] {
  const bias = new Array<number>(crossings.length).fill(0);
  let excess = 0;
  for (let l = crossings.length - 1; l >= 0; l--) {
    const { moments, width, weightShare } = crossings[l]!;
    const { reuse, dphi2Weighted, phi2Slope, phi2, dphi2 } = moments;
    bias[l] = (bias[l + 1] ?? 0) + (excess * reuse) / width;
    excess = weightShare * (dphi2Weighted - 1 + (excess * phi2Slope ** 2) / (phi2 * dphi2));
  }
  return bias;
}
