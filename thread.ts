/** What a worker thread runs: one case at a time, with a subject of its own that lives as long as the thread. */
import { type Job, judgeHere } from "./harness/gate.js";
import type { CaseResult } from "./harness/record.js";
import { openSubject } from "./harness/subject/open.js";
import type { Subject } from "./harness/subject/subject.js";
import { surroundings } from "./surroundings.js";

const subjects = new Map<string, Promise<Subject>>();

export default async function work({ one, plan, spec }: Job): Promise<CaseResult> {
  const key = JSON.stringify(spec);
  if (!subjects.has(key)) subjects.set(key, openSubject(spec, surroundings));
  return judgeHere(one, plan, spec, await subjects.get(key)!, surroundings);
}
