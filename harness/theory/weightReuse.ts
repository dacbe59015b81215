import type { LayerMoments } from "./layerMoments.js";

/**
 * The O(1/width) failure of gradient independence: delta^l is made with the transposed weights that made the lengths.
 * Going down from the top, where the gradient is independent, rho follows how it aligns with the pre-activations. Item l
 * is the bias of ln |delta^l|^2 that crossings l and above add up to.
 */
export function weightReuse(
  crossings: readonly { readonly moments: LayerMoments; readonly width: number }[],
): number[] {
  const bias = new Array<number>(crossings.length).fill(0);
  let rho = 1;
  for (let l = crossings.length - 1; l >= 0; l--) {
    const { moments, width } = crossings[l]!;
    const { reuse, dphi2Weighted, phi2Slope, phi2, dphi2 } = moments;
    bias[l] = (bias[l + 1] ?? 0) + ((rho - 1) * reuse) / width;
    rho = dphi2Weighted + ((rho - 1) * phi2Slope ** 2) / (phi2 * dphi2);
  }
  return bias;
}
