/** The unit of work that goes to a thread: one network, all activations; or one prediction. */
import { activationByName } from "../activation/index.js";
import { initializerNamed } from "../cases.js";
import { type Parameters, ruleOf } from "../initializer.js";
import type { Prediction } from "../network/layerLaw.js";
import { predict } from "../network/predict.js";
import { type NetCurves, simulateNet } from "../network/simulate.js";
import { type LayerWeights, weightsOf } from "../network/weights.js";
import type { SubjectSpec } from "../replay.js";
import type { Surroundings } from "../subject/open.js";
import type { Subject } from "../subject/subject.js";
import { subjectWeights } from "./subjectWeights.js";

/** Weights of a subject under one of its names. */
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
  readonly sigmaB: number;
  readonly seed: number;
  readonly nets: number;
}

export type NetworkJob = NetJob | PredictJob;
export type NetworkResult = readonly NetCurves[] | Prediction;

/** Reference networks where theory has no formula: so many that they add little to the error of the mean. */
export const referenceDraws = (nets: number): number => Math.max(400, 20 * nets);

/** The reference's weights come from the catalogue itself, any other subject is asked for them. */
export async function runNetJob(job: NetJob, subject: Subject, around: Surroundings): Promise<readonly NetCurves[]> {
  const weights = await weightsFor(job, subject, around);
  return simulateNet({ ...job, activations: job.activations.map(activationByName) }, weights, job.net);
}

async function weightsFor(job: NetJob, subject: Subject, { contracts }: Surroundings): Promise<LayerWeights> {
  const { source, widths, seed, net } = job;
  if (source.spec.subject !== "reference" || source.spec.command !== undefined) return subjectWeights(job, subject);
  return weightsOf(ruleOf(initializerNamed(contracts, source.asked), source.params), widths, seed, net);
}

export function runPredictJob(
  job: PredictJob,
  { contracts }: Surroundings,
  nets: readonly NetCurves[] = [],
): Prediction {
  const rule = ruleOf(initializerNamed(contracts, job.contract), job.params);
  const reference = { seed: job.seed, draws: referenceDraws(job.nets) };
  const { widths, sigmaB } = job;
  return predict(
    { rule, widths, sigmaB, activation: activationByName(job.activation), reference, nets: job.nets },
    nets,
  );
}
