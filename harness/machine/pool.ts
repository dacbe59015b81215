/** Worker threads: where a job runs changes nothing that it answers. */
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import { usefulThreads } from "./bounds.js";

export interface Pool<J, R> {
  /** The signal ends the thread, if it has the job already; the answer is then an AbortError. */
  run(job: J, signal?: AbortSignal): Promise<R>;
  close(): Promise<void>;
}

/** `task` is the function of the thread's module that takes the jobs; `young` holds a thread's short-lived objects to so many MB. */
export function openPool<J, R>(thread: URL, threads: number, task = "default", young?: number): Pool<J, R> {
  const pool = new Tinypool({
    filename: fileURLToPath(thread),
    minThreads: usefulThreads(threads),
    maxThreads: usefulThreads(threads),
    isolateWorkers: false,
    resourceLimits: young === undefined ? {} : { maxYoungGenerationSizeMb: young },
    // The module is a built file: how the program itself was started, --input-type=module or a loader, is not for it.
    execArgv: [],
  });
  return {
    run: (job, signal) => pool.run(job, { name: task, ...(signal === undefined ? {} : { signal }) }),
    close: () => pool.destroy(),
  };
}
