import type { Network } from "../theory/network.js";
import type { NetCurves } from "./simulate.js";

/** The mean of all weights in memory, if the contract's mean is 0. */
export interface WeightMean {
  /** The mean in units of an entry's standard deviation. */
  readonly mean: number;
  readonly z: number;
}

/** Standard errors beyond which a mean is no chance. Such a mean explains a failure; it causes none. */
const OFF = 6;

/**
 * The mean of the weights if it contradicts their contract; in the signals it acts like a larger variance. Null if it
 * does not, or if the weights were never in memory.
 */
export function weightMeanOff(nets: readonly NetCurves[], { layers }: Network): WeightMean | null {
  let [sum, count] = [0, 0];
  for (const { weightSums } of nets) {
    for (const [l, { fanIn, fanOut, sigmaW2 }] of layers.entries()) {
      if (sigmaW2 === 0) continue;
      sum += weightSums[l]! / Math.sqrt(sigmaW2 / fanIn);
      count += fanIn * fanOut;
    }
  }
  const z = sum / Math.sqrt(count);
  return Number.isFinite(z) && Math.abs(z) >= OFF ? { mean: sum / count, z } : null;
}
