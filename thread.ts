/** What a worker thread runs: one case at a time, with a subject of its own that lives as long as the thread. */
import { judgeHere } from "./harness/gate.js";
import type { Job } from "./harness/pool.js";
import type { CaseResult } from "./harness/record/index.js";
import { openSubject } from "./harness/subject/open.js";
import type { Subject } from "./harness/subject/subject.js";
import { surroundings } from "./surroundings.js";

const subjects = new Map<string, Promise<Subject>>();

export default async function work(job: Job): Promise<CaseResult> {
  const key = JSON.stringify(job.spec);
  if (!subjects.has(key)) subjects.set(key, openSubject(job.spec, surroundings));
  return judgeHere(job, await subjects.get(key)!, surroundings);
}
