/** The units of work that go to a thread, as plain data: one network with all activations, or one prediction. */
import type { Parameters } from "../../contract/initializer.js";
import type { SubjectSpec } from "../../subject/spec.js";
import type { Prediction } from "../network/layerLaw.js";
import type { NetCurves } from "../network/simulate.js";

/** The weights that a subject draws under one of its names. */
export interface WeightSource {
  readonly spec: SubjectSpec;
  readonly asked: string;
  readonly params: Parameters;
}

export interface NetJob {
  readonly kind: "net";
  readonly source: WeightSource;
  readonly widths: readonly number[];
  readonly activations: readonly string[];
  /** The name of the network's block. */
  readonly architecture: string;
  readonly sigmaB: number;
  readonly inputs?: readonly Float64Array[];
  readonly seed: number;
  readonly net: number;
}

export interface PredictJob {
  readonly kind: "prediction";
  readonly contract: string;
  readonly params: Parameters;
  readonly widths: readonly number[];
  readonly activation: string;
  readonly architecture: string;
  readonly sigmaB: number;
  readonly seed: number;
  readonly nets: number;
}

export type NetworkJob = NetJob | PredictJob;
export type NetworkResult = readonly NetCurves[] | Prediction;
