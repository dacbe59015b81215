/** Does the jobs of a run, in whatever thread. */

import { initializerNamed } from "../../contract/index.js";
import { ruleOf } from "../../contract/initializer.js";
import type { Surroundings } from "../../subject/open.js";
import type { Subject } from "../../subject/subject.js";
import { type Activation, networkActivation } from "../activation/index.js";
import { blockNamed, type LayerBlock } from "../block/index.js";
import type { Prediction } from "../network/layerLaw.js";
import { predict } from "../network/predict.js";
import { type LayerBiases, type NetCurves, ruleLayers, shapesFor, simulateNet } from "../network/simulate.js";
import type { Layers } from "../network/weights.js";
import type { NetJob, PredictJob } from "./job.js";
import { subjectWeights } from "./subjectWeights.js";

export type { NetJob, NetworkJob, NetworkResult, PredictJob } from "./job.js";

/** The number of reference networks where theory has no formula: enough that they add little to the error of the mean. */
export const referenceDraws = (nets: number): number => Math.max(400, 5 * nets);

/** Weights of the reference are drawn from the catalogue directly; any other subject is asked for them. */
export async function runNetJob(
  job: NetJob,
  subject: Subject,
  around: Surroundings,
  own?: readonly Activation[],
): Promise<readonly NetCurves[]> {
  const block = blockNamed(job.architecture);
  const weights = await weightsFor(job, block, subject, around);
  return simulateNet(
    { ...job, block, activations: job.activations.map((name) => networkActivation(name, own)) },
    weights,
    job.net,
  );
}

async function weightsFor(
  job: NetJob,
  block: LayerBlock,
  subject: Subject,
  { contracts }: Surroundings,
): Promise<Layers> {
  const { source, widths, seed, net } = job;
  if (source.spec.subject !== "reference" || source.spec.command !== undefined)
    return subjectWeights(job, shapesFor(block, widths), subject);
  const rule = ruleOf(initializerNamed(contracts, source.asked), source.params);
  return ruleLayers({ rule, block, widths, seed }, net);
}

/** Data of a prediction that a job, as plain data, cannot hold. */
interface PredictionExtras {
  /** The measured networks. */
  readonly nets?: readonly NetCurves[];
  readonly biases?: readonly LayerBiases[] | undefined;
  /** z^0 of networks of formulas that another program ran. */
  readonly inputs?: readonly (readonly Float64Array[])[] | undefined;
  /** The number of reference networks, if fewer than usual are enough. */
  readonly draws?: number | undefined;
  /** Activations of the caller. */
  readonly own?: readonly Activation[] | undefined;
}

export function runPredictJob(
  job: PredictJob,
  { contracts }: Surroundings,
  { nets = [], biases, inputs, draws = referenceDraws(job.nets), own }: PredictionExtras = {},
): Prediction {
  const rule = ruleOf(initializerNamed(contracts, job.contract), job.params);
  const { widths, sigmaB, seed } = job;
  const [activation, block] = [networkActivation(job.activation, own), blockNamed(job.architecture)];
  const about = { rule, widths, sigmaB, activation, block, seed, draws, nets: job.nets };
  return predict({ ...about, ...(biases && { biases }), ...(inputs && { inputs }) }, nets);
}
