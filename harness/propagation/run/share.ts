/** Jobs that several threads take from one list: each takes the next free one, so that no thread waits for another. */
import { setImmediate } from "node:timers/promises";

export interface WorkShare<J> {
  readonly jobs: readonly J[];
  /** How many were taken, and how many are done; all threads see the same numbers. */
  readonly counts: Int32Array;
  /** The fate of each job, a number: if a job fails, later jobs with the same fate are useless and are not done. */
  readonly fates: readonly number[];
  /** For each fate, whether it has failed. */
  readonly failed: Int32Array;
}

/** A job's place in the list, and its result. */
export type Done<R> = readonly [at: number, result: R | Error];

/** The result of a job that was not done: an earlier job of the same fate has the reason. */
const NOT_DONE = new Error("not done: another job of the same fate failed before");

const TAKEN = 0;
const DONE = 1;

export function shareOf<J>(jobs: readonly J[], fates: readonly number[] = jobs.map((_, at) => at)): WorkShare<J> {
  const shared = (length: number): Int32Array =>
    new Int32Array(new SharedArrayBuffer(length * Int32Array.BYTES_PER_ELEMENT));
  return { jobs, counts: shared(2), fates, failed: shared(fates.reduce((most, fate) => Math.max(most, fate + 1), 0)) };
}

export const doneOf = ({ counts }: WorkShare<unknown>): number => Atomics.load(counts, DONE);

/** Takes jobs until there are none; between two jobs the thread may handle other events. */
export async function workOff<J, R>(
  { jobs, counts, fates, failed }: WorkShare<J>,
  execute: (job: J) => Promise<R>,
  afterEach: () => void = () => {},
): Promise<readonly Done<R>[]> {
  const results: Done<R>[] = [];
  for (let at = Atomics.add(counts, TAKEN, 1); at < jobs.length; at = Atomics.add(counts, TAKEN, 1)) {
    const fate = fates[at]!;
    const isOfNoUse = Atomics.load(failed, fate) > 0;
    const result = isOfNoUse ? NOT_DONE : await execute(jobs[at]!).catch((error: Error) => error);
    if (result instanceof Error) Atomics.store(failed, fate, 1);
    results.push([at, result]);
    Atomics.add(counts, DONE, 1);
    afterEach();
    await setImmediate();
  }
  return results;
}
