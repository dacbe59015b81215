import type { LayerMoments } from "./layerMoments.js";

/** What reuse depends on in a layer. */
export interface ReusedLayer {
  readonly moments: LayerMoments;
  readonly width: number;
  /** The share of the variance of the pre-activations that weights, not biases, made. */
  readonly weightShare: number;
}

/**
 * The O(1/width) failure of gradient independence: delta^l is made with the transposed weights that made the lengths.
 * Given the forward pass, a weight matrix is random only across its input x; along x it is W x, and (W x . delta)^2 exceeds
 * what independence says by the factor 1 + excess. There is none at the top, where the gradient is independent. Item l is
 * the bias of ln |delta^l|^2 that crossings l and above add up to.
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
