/** The functions that a worker thread runs: one job at a time, with a subject of its own that lives as long as the thread. */
import type { Examined } from "../audit/examine.js";
import type { TensorJob, TensorWorker } from "../audit/tensorJob.js";
import type { ThreadJob, ThreadResult } from "../fleet/kinds.js";
import type { CaseJob } from "../gate/caseJob.js";
import { type NetworkJob, type NetworkResult, runNetJob, runPredictJob } from "../propagation/run/netJob.js";
import { type Done, type WorkShare, workOff } from "../propagation/run/share.js";
import type { CaseResult } from "../record/index.js";
import { openSubject } from "../subject/open.js";
import { type ReopeningSubject, reopeningSubject } from "../subject/reopeningSubject.js";
import type { SubjectSpec } from "../subject/spec.js";
import type { Description, Subject } from "../subject/subject.js";
import { surroundings } from "./surroundings.js";

const subjects = new Map<string, ReopeningSubject>();

function subjectOf(spec: SubjectSpec): Promise<Subject> {
  const key = JSON.stringify(spec);
  const subject = subjects.get(key) ?? reopeningSubject(() => openSubject(spec, surroundings));
  subjects.set(key, subject);
  return subject.get();
}

/** The description of a subject, which stays open for later jobs. */
export const describe = async (spec: SubjectSpec): Promise<Description> => (await subjectOf(spec)).description;

let opened: Promise<TensorWorker> | undefined;

/** Loaded only by threads that audit. */
function tensorWorker(): Promise<TensorWorker> {
  opened ??= import("../audit/tensorJob.js").then(({ openTensorWorker }) => openTensorWorker(surroundings.contracts));
  return opened;
}

/** Leaves programs the time to end by themselves. */
export async function closeAll(): Promise<void> {
  await Promise.all([...subjects.values()].map((subject) => subject.close()));
  await (await opened)?.close();
}

/** One tensor of an audit. */
export const tensor = async (job: TensorJob): Promise<Examined> => (await tensorWorker()).examine(job);

export default async function work(job: CaseJob): Promise<CaseResult> {
  // Loaded only by threads that judge: networks need little of it.
  const { judgeHere } = await import("../gate/judgeHere.js");
  return judgeHere(job, await subjectOf(job.spec), surroundings);
}

/** Computes networks and predictions until other threads have taken all of them. */
export async function networks(share: WorkShare<NetworkJob>): Promise<readonly Done<NetworkResult>[]> {
  return workOff(share, network);
}

async function network(job: NetworkJob): Promise<NetworkResult> {
  return job.kind === "prediction"
    ? runPredictJob(job, surroundings)
    : runNetJob(job, await subjectOf(job.source.spec), surroundings);
}

/** One job of a fleet, of whatever kind. */
export async function fleet({ job, subject }: ThreadJob): Promise<ThreadResult> {
  if (!("kind" in job)) {
    requireSame((await subjectOf(job.spec)).description, subject);
    return work(job);
  }
  if (job.kind === "tensor") return (await tensorWorker()).examineIfSame(job);
  if (job.kind === "net") requireSame((await subjectOf(job.source.spec)).description, subject);
  return network(job).catch((error: Error) => error);
}

/** Requires that the subject here has the name and version of the one that the run described. */
function requireSame(found: ThreadJob["subject"], wanted: ThreadJob["subject"]): void {
  const [here, there] = [found, wanted].map(({ name, version }) => `${name} ${version}`);
  if (here !== there) throw new Error(`must be drawn by ${there}, got ${here} at a worker`);
}
