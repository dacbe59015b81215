/** Worker threads: the result of a job does not depend on where it runs. */
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import { usefulThreads } from "./bounds.js";

export interface Pool<J, R> {
  /** The signal ends the thread if the job has started; the promise then rejects with an AbortError. */
  run(job: J, signal?: AbortSignal): Promise<R>;
  close(): Promise<void>;
}

/**
 * `task` is the function of the thread's module that takes the jobs; `young` limits the memory of a thread's short-lived objects,
 * in MB.
 */
export function openPool<J, R>(thread: URL, threads: number, task = "default", young?: number): Pool<J, R> {
  const pool = new Tinypool({
    filename: fileURLToPath(thread),
    minThreads: usefulThreads(threads),
    maxThreads: usefulThreads(threads),
    isolateWorkers: false,
    resourceLimits: young === undefined ? {} : { maxYoungGenerationSizeMb: young },
    // The module is a built file: the options that started the program, such as --input-type=module or a loader, do not apply to
    // it.
    execArgv: [],
  });
  return {
    run: (job, signal) => pool.run(job, { name: task, ...(signal === undefined ? {} : { signal }) }),
    close: () => pool.destroy(),
  };
}
