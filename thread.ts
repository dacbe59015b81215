/** What a worker thread runs: one job at a time, with a subject of its own that lives as long as the thread. */
import { judgeHere } from "./harness/gate.js";
import type { Job } from "./harness/pool.js";
import { type NetworkJob, type NetworkResult, runNetJob, runPredictJob } from "./harness/propagation/netJob.js";
import type { CaseResult } from "./harness/record/index.js";
import type { SubjectSpec } from "./harness/replay.js";
import { openSubject } from "./harness/subject/open.js";
import type { Subject } from "./harness/subject/subject.js";
import { surroundings } from "./surroundings.js";

const subjects = new Map<string, Promise<Subject>>();

function subjectOf(spec: SubjectSpec): Promise<Subject> {
  const key = JSON.stringify(spec);
  const subject = subjects.get(key) ?? openSubject(spec, surroundings);
  subjects.set(key, subject);
  return subject;
}

export default async function work(job: Job): Promise<CaseResult> {
  return judgeHere(job, await subjectOf(job.spec), surroundings);
}

/** One network, or one prediction. */
export async function network(job: NetworkJob): Promise<NetworkResult> {
  if (job.kind === "prediction") return runPredictJob(job, surroundings);
  return runNetJob(job, await subjectOf(job.source.spec), surroundings);
}
