/** The kinds of jobs that a fleet does, and the data of each for a worker's thread. */
import type { Examined } from "../audit/examine.js";
import type { Absent, TensorJob } from "../audit/tensorJob.js";
import type { CaseJob } from "../gate/caseJob.js";
import type { RemotePlan } from "../gate/remoteRunner.js";
import type { NetworkJob, NetworkResult } from "../propagation/run/job.js";
import type { CaseResult } from "../record/index.js";
import { caseKind } from "./caseKind.js";
import type { JobKind } from "./jobKind.js";
import { netKind } from "./netKind.js";
import { predictionKind } from "./predictionKind.js";
import { tensorKind } from "./tensorKind.js";

export type FleetJob = CaseJob | NetworkJob | TensorJob;
export type FleetResult = CaseResult | NetworkResult | Examined | Absent;
export type FleetKind = JobKind<FleetJob, FleetResult>;

// A job is passed only to the functions of its own kind.
const kinds: readonly FleetKind[] = [caseKind, netKind, predictionKind, tensorKind];

export const kindNames: readonly string[] = kinds.map(({ name }) => name);

export const kindNamed = (name: string): FleetKind => kinds.find((kind) => kind.name === name)!;

export const kindOf = (job: FleetJob): FleetKind => kindNamed("kind" in job ? job.kind : caseKind.name);

/** The request to a worker's thread. */
export interface ThreadJob {
  readonly job: FleetJob;
  /** The subject that must draw. */
  readonly subject: RemotePlan["subject"];
}

/** An Error is the result of the job itself, the same wherever it runs. */
export type ThreadResult = FleetResult | Error;
