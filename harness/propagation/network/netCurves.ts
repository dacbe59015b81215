/** The record of one network, run here or by another program. */
import { dot } from "../../numeric/vectors.js";
import type { Activated, Signal } from "./signal.js";
import { deadShare, momentsOfUnits, varianceOverInputs } from "./units.js";

/** The curves of one network, backward for the first input only; item l - 1 is layer l. */
export interface NetCurves {
  /** ln mean(z^2). */
  readonly forward: Float64Array;
  /** ln mean(delta^2) relative to the top layer; empty if another program ran the network and wrote no gradients. */
  readonly backward: Float64Array;
  /** The same for dL/dz^0, if the network has a stream with input z^0 and the caller asked for it. */
  entry?: number;
  /** ln mean((W x)^2) / mean(x^2), the gain of the weights alone; NaN if x is 0. */
  readonly gain: Float64Array;
  /** Mean and variance over the units of phi(z), for the first input. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** The variance of a unit's phi(z) over the inputs, averaged over the units; NaN with one input. */
  readonly batchVariance: Float64Array;
  /** The share of units with phi'(z) = 0 on every input. */
  readonly dead: Float64Array;
  /** The correlation of the pre-activations of the first two inputs; NaN with one input. */
  readonly correlation: Float64Array;
  readonly input: Float64Array;
  readonly top: Float64Array;
  /** The sum of the entries of every weight matrix; NaN for a matrix that was never in memory. */
  readonly weightSums: Float64Array;
  /** What is copied or of low rank among the weights, in words; null if nothing is, or if the weights were never in memory. */
  copies: string | null;
  /**
   * What is NaN or infinite, among its weights or in the file that another program wrote; such a network is never
   * inside a band.
   */
  lost?: string;
}

export function emptyCurves(depth: number, input: Float64Array, top: Float64Array): NetCurves {
  const numbers = (): Float64Array => new Float64Array(depth);
  return {
    ...{ forward: numbers(), backward: numbers(), mean: numbers(), variance: numbers() },
    ...{ gain: numbers(), batchVariance: numbers(), dead: numbers(), correlation: numbers(), input, top },
    ...{ weightSums: numbers(), copies: null },
  };
}

/** Records layer `l`, counted from 1; there is one signal for each input. */
export function recordSums(curves: NetCurves, l: number, [first, second]: readonly Signal[]): void {
  curves.forward[l - 1] = 2 * first!.log;
  const both = second === undefined ? Number.NaN : dot(first!.values, second.values);
  curves.correlation[l - 1] = both / first!.values.length;
}

export function recordOutputs(curves: NetCurves, l: number, x: readonly Activated[]): void {
  const { mean, variance } = momentsOfUnits(x[0]!);
  curves.mean[l - 1] = mean;
  curves.variance[l - 1] = variance;
  curves.batchVariance[l - 1] = varianceOverInputs(x);
  curves.dead[l - 1] = deadShare(x.map(({ slopes }) => slopes));
}
