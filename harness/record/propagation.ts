import type { ShardStamp } from "./shard.js";
import type { Verdict } from "./verdict.js";

/** The identity of a curve. */
export interface CurveKey {
  readonly subject: string;
  readonly subjectVersion: string;
  /** The subject's name for it. */
  readonly initializer: string;
  /** The contract whose curve is predicted; empty if none is claimed. */
  readonly contract: string;
  readonly activation: string;
  /** "mlp", "residual" and so on. */
  readonly architecture: string;
  /** "256", or all widths of one network, "784-512-10". */
  readonly width: string;
  readonly depth: number;
  readonly nets: number;
  readonly sigmaB: number;
  readonly seed: number;
}

export type Direction = "forward" | "backward";

/** One layer in one direction. Null means that the number does not exist. */
export interface PropagationRow {
  readonly layer: number;
  readonly direction: Direction;
  /** Mean and standard deviation of ln q over the networks that are alive. */
  readonly logQ: number | null;
  readonly logQSd: number | null;
  readonly predictedLogQ: number | null;
  /** ln q of each of the first networks, for a picture; null if a network is dead. */
  readonly singleLogQ: readonly (number | null)[];
  readonly bandLow: number | null;
  readonly bandHigh: number | null;
  readonly z: number | null;
  /** Null if unknown. */
  readonly inside: boolean | null;
  /** Mean and variance over the units of phi(z), averaged over networks; forward only, like all that follow. */
  readonly mean: number | null;
  readonly variance: number | null;
  /** Units with phi'(z) = 0 on every input. */
  readonly deadFraction: number | null;
  /** Variance over the inputs of one unit's phi(z), averaged over units and networks. */
  readonly batchVariance: number | null;
  /** Correlation of the pre-activations of the first two inputs. */
  readonly correlation: number | null;
  /** ln of the factor by which the weights alone change a mean square, and its deviation in standard errors. */
  readonly logGain: number | null;
  readonly gainZ: number | null;
  readonly gainInside: boolean | null;
  readonly netsAlive: number;
  /** The value for an infinitely wide network. */
  readonly meanFieldLogQ: number | null;
}

/** The common error of Var(w) in all layers, estimated from the signals. */
export interface ScaleFinding {
  /** Relative error: 0.02 is 2% too large. */
  readonly error: number;
  readonly z: number;
  /** The smallest error that this run detects with 90% power. */
  readonly detects: number;
  readonly inside: boolean;
}

export interface PropagationCurve {
  readonly key: CurveKey;
  readonly rows: readonly PropagationRow[];
  /** The behaviour of signals: "stable", "vanishing", "dead" and so on. */
  readonly verdict: string;
  /** Whether the measured curves follow the predicted ones. */
  readonly inside: Verdict;
  /** Measured slopes in the top quarter of the network: the change of ln q forward, and of ln g backward, for each layer. */
  readonly slopeForward: number | null;
  readonly slopeBackward: number | null;
  /** The same slopes at infinite width. */
  readonly predictedSlopeForward: number | null;
  readonly predictedSlopeBackward: number | null;
  readonly efoldLayers: number | null;
  readonly float32LostAtLayer: number | null;
  /** The first layer whose values are subnormal in float32, with few digits, or underflow. */
  readonly float32SubnormalAtLayer: number | null;
  /**
   * Change of ln q from the first layer to the last, and of ln g from the last to the first, without the change that
   * the widths explain; it decides the verdict.
   */
  readonly changeForward: number | null;
  readonly changeBackward: number | null;
  /** Slopes of the correlation map and of the length map of an infinitely wide network, at the top. */
  readonly chi1: number | null;
  readonly chiParallel: number | null;
  /** The quantity that decided the verdict, and its value. */
  readonly decidedBy: string;
  readonly decidedValue: number | null;
  readonly reason: string;
  /** Other facts for the reader, each a sentence. */
  readonly warnings: readonly string[];
  readonly scale: ScaleFinding | null;
  /** The source of the prediction. */
  readonly basis: string;
}

export type CoordinateWord = "level" | "grows with width" | "shrinks with width";

/** The time of a measurement: before some steps of training, after them, or the difference between the two. */
export type CoordinateMoment = "before" | "after" | "change";

/** The kind of a layer's weights: those of the first layer, those of the last, and all others. */
export type TensorKind = "input" | "hidden" | "output";

/** One layer in one direction over the widths of a coordinate check. Null means that the number does not exist. */
export interface CoordinateRow {
  readonly layer: number;
  readonly direction: Direction;
  /** Slope of the measured ln q against ln width, by least squares, and its standard error. */
  readonly exponent: number | null;
  readonly exponentError: number | null;
  /** The slope of the predicted curves, and that of infinitely wide networks of these weights. */
  readonly predictedExponent: number | null;
  readonly meanFieldExponent: number | null;
  /** Present for trained networks only, like the keys below. */
  readonly moment?: CoordinateMoment;
  readonly tensor?: TensorKind;
  /** The confidence, by Student's law, that the exponent is on this side of 1/2, or of -1/2. */
  readonly confidence?: number | null;
  /** The word for the exponent, if the confidence is large enough, otherwise "undetermined". */
  readonly word?: CoordinateWord | "undetermined";
}

/** The comparison of networks that differ only in their width. */
export interface CoordinateCheck {
  /** The key of one of the curves, with all widths: "64,128,256". */
  readonly key: CurveKey;
  readonly rows: readonly CoordinateRow[];
  /** "level", "grows with width", "shrinks with width" or "undetermined". */
  readonly verdict: string;
  readonly reason: string;
  /** For trained networks: pass if nothing depends on the width, as muP requires. */
  readonly judged?: Verdict;
}

/** The record of one run of `propagate`. */
export interface PropagationRecord {
  readonly version: string;
  readonly seed: number;
  /** The probability that networks which follow their contracts leave a band anywhere in the run. */
  readonly alpha: number;
  readonly curves: readonly PropagationCurve[];
  /** Present if the user asked for it; empty in a shard, which may lack some widths. */
  readonly coordinates?: readonly CoordinateCheck[];
  /** Present if the run is one of several shards: its rows are curves. */
  readonly shard?: ShardStamp;
}
