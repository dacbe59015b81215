import type { Network } from "../theory/network.js";
import type { NetCurves } from "./simulate.js";

/** The mean of all weights in memory, if the contract's mean is 0. */
export interface WeightMean {
  /** In standard deviations of an entry. */
  readonly mean: number;
  readonly z: number;
}

/** A mean this far off does not occur by chance: it explains a failure, and causes none. */
const OFF = 6;

/**
 * Whether weights have a mean that their contract has not: what the signals show as a variance. Null where they have none, or
 * were never at hand.
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
