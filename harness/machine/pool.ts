/** Worker threads: the result of a job does not depend on where it runs. */
import { fileURLToPath } from "node:url";
import { Tinypool } from "tinypool";
import { usefulThreads } from "./bounds.js";

export interface Pool<J, R> {
  /** The signal ends the thread if the job has started; the promise then rejects with an AbortError. */
  run(job: J, signal?: AbortSignal): Promise<R>;
  /** The function of this name takes the job, instead of the pool's own. */
  call<T>(task: string, argument: unknown): Promise<T>;
  close(): Promise<void>;
}

export interface PoolOptions {
  /** The function of the thread's module that takes the jobs. */
  readonly task?: string;
  /** Limits the memory of a thread's short-lived objects, in MB. */
  readonly young?: number;
  /** The thread's module exports `closeAll`, which runs before a thread ends. Jobs of such a pool cannot be ended by a signal. */
  readonly closesAll?: boolean;
}

/** The longest time that a timer can wait. */
const LONGEST_MS = 2 ** 31 - 1;

export function openPool<J, R>(
  thread: URL,
  threads: number,
  { task = "default", young, closesAll = false }: PoolOptions = {},
): Pool<J, R> {
  const pool = new Tinypool({
    filename: fileURLToPath(thread),
    // A thread starts with the first job that finds no other free, and stays.
    minThreads: 1,
    idleTimeout: LONGEST_MS,
    maxThreads: usefulThreads(threads),
    isolateWorkers: false,
    resourceLimits: young === undefined ? {} : { maxYoungGenerationSizeMb: young },
    // The module is a built file: the options that started the program, such as --input-type=module or a loader, do not apply to
    // it.
    execArgv: [],
    ...(closesAll ? { teardown: "closeAll" } : {}),
  });
  return {
    run: (job, signal) => pool.run(job, { name: task, ...(signal === undefined ? {} : { signal }) }),
    call: (name, argument) => pool.run(argument, { name }),
    close: () => pool.destroy(),
  };
}
