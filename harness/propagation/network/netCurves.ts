/** What is recorded of a network that was run, whoever ran it. */
import { dot } from "../../numeric/vectors.js";
import type { Activated, Signal } from "./signal.js";
import { deadShare, momentsOfUnits, varianceOverInputs } from "./units.js";

/** What one network did, the first input's way back included; item l - 1 is layer l. */
export interface NetCurves {
  /** ln mean(z^2). */
  readonly forward: Float64Array;
  /** ln mean(delta^2) relative to the top layer; of no length where another program ran the network and left no gradients. */
  readonly backward: Float64Array;
  /** The same of dL/dz^0, where z^0 is the input of a stream, and it was asked for. */
  entry?: number;
  /** ln mean((W x)^2) / mean(x^2): what the weights alone did; NaN where nothing came in. */
  readonly gain: Float64Array;
  /** Mean and variance over the units of phi(z), for the first input. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** Variance of one unit's phi(z) over the inputs, averaged over the units; NaN where there is one input. */
  readonly batchVariance: Float64Array;
  /** The share of units with phi'(z) = 0 on every input. */
  readonly dead: Float64Array;
  /** Of the pre-activations of the first two inputs; NaN where there are not two. */
  readonly correlation: Float64Array;
  readonly input: Float64Array;
  readonly top: Float64Array;
  /** The sum of the entries of every weight matrix; NaN where they were never at hand together. */
  readonly weightSums: Float64Array;
  /** What is copied or of low rank among its weights; null: nothing, or they were never at hand together. */
  copies: string | null;
  /** What of it is no number, of its weights or of what another program wrote; such a network is never inside a band. */
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

/** `l` counts from 1; one signal an input. */
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
