/** Worker threads that judge cases: where a case runs changes nothing that it answers. */
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import type { Job } from "./gate.js";
import type { CaseResult } from "./record.js";

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
