import type { Verdict } from "./verdict.js";

/** What a curve is about. */
export interface CurveKey {
  readonly subject: string;
  readonly subjectVersion: string;
  /** What the subject calls it. */
  readonly initializer: string;
  /** The contract whose curve is predicted; empty where none is claimed. */
  readonly contract: string;
  readonly activation: string;
  /** "256", or all widths of one network, "784-512-10". */
  readonly width: string;
  readonly depth: number;
  readonly nets: number;
  readonly sigmaB: number;
  readonly seed: number;
}

export type Direction = "forward" | "backward";

/** One layer in one direction. A null number is one that does not exist. */
export interface PropagationRow {
  readonly layer: number;
  readonly direction: Direction;
  /** Mean and standard deviation over the networks that are alive of ln q. */
  readonly logQ: number | null;
  readonly logQSd: number | null;
  readonly predictedLogQ: number | null;
  /** ln q of the first networks, one by one, for a picture: null where a network is dead. */
  readonly singleLogQ: readonly (number | null)[];
  readonly bandLow: number | null;
  readonly bandHigh: number | null;
  readonly z: number | null;
  /** Null: it cannot be told. */
  readonly inside: boolean | null;
  /** Over the units of phi(z), averaged over networks; forward only, as all that follows. */
  readonly mean: number | null;
  readonly variance: number | null;
  /** Units with phi'(z) = 0 on every input. */
  readonly deadFraction: number | null;
  /** Over the inputs, of one unit's phi(z), averaged over units and networks. */
  readonly batchVariance: number | null;
  /** Of the pre-activations of the first two inputs. */
  readonly correlation: number | null;
  /** ln of what the weights alone do to a mean square, and how far that is off in standard errors. */
  readonly logGain: number | null;
  readonly gainZ: number | null;
  readonly gainInside: boolean | null;
  readonly netsAlive: number;
  /** What an infinitely wide network would show. */
  readonly meanFieldLogQ: number | null;
}

/** The error of Var(w) that all layers share, as the signals show it. */
export interface ScaleFinding {
  /** Relative: 0.02 is 2% too large. */
  readonly error: number;
  readonly z: number;
  /** The smallest error that this run finds nine times in ten. */
  readonly detects: number;
  readonly inside: boolean;
}

export interface PropagationCurve {
  readonly key: CurveKey;
  readonly rows: readonly PropagationRow[];
  /** How signals fare: "stable", "vanishing", "dead" and so on. */
  readonly verdict: string;
  /** Whether the measured curves follow the predicted ones. */
  readonly inside: Verdict;
  /** Measured change of ln q a layer going up, and of ln g going down, over the top quarter. */
  readonly slopeForward: number | null;
  readonly slopeBackward: number | null;
  /** The same for infinite width. */
  readonly predictedSlopeForward: number | null;
  readonly predictedSlopeBackward: number | null;
  readonly efoldLayers: number | null;
  readonly float32LostAtLayer: number | null;
  /** The first layer whose values float32 holds as subnormal numbers, of few digits, or not at all. */
  readonly float32SubnormalAtLayer: number | null;
  /** Of ln q from the first layer to the last, and of ln g back, beyond what the widths alone do: what the verdict is chosen by. */
  readonly changeForward: number | null;
  readonly changeBackward: number | null;
  /** Slopes of the correlation map and of the length map of an infinitely wide network at the top. */
  readonly chi1: number | null;
  readonly chiParallel: number | null;
  /** The number that the verdict was decided by, and its value. */
  readonly decidedBy: string;
  readonly decidedValue: number | null;
  readonly reason: string;
  /** What else a reader should know, each a sentence. */
  readonly warnings: readonly string[];
  readonly scale: ScaleFinding | null;
  /** Where the prediction comes from. */
  readonly basis: string;
}

/** A run of `propagate`, whole. */
export interface PropagationRecord {
  readonly version: string;
  readonly seed: number;
  /** The probability that networks which follow their contracts fall outside a band anywhere in the run. */
  readonly alpha: number;
  readonly curves: readonly PropagationCurve[];
}
