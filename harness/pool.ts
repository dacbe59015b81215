/** Worker threads that judge cases: where a case runs changes nothing that it answers. */
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import type { Budget } from "./budget.js";
import type { Case } from "./plan.js";
import type { CaseResult } from "./record/index.js";
import type { SubjectSpec } from "./replay.js";

/** A case and what it takes to judge it, as plain data for a thread. */
export interface Job {
  readonly one: Case;
  readonly budget: Budget;
  readonly spec: SubjectSpec;
}

export interface Pool {
  run(job: Job): Promise<CaseResult>;
  close(): Promise<void>;
}

export function openPool(thread: URL, threads: number): Pool {
  const pool = new Tinypool({
    filename: fileURLToPath(thread),
    minThreads: threads,
    maxThreads: threads,
    isolateWorkers: false,
  });
  return { run: (job) => pool.run(job), close: () => pool.destroy() };
}
