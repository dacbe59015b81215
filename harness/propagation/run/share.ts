/** Jobs that several threads take from one list: each takes the next one that nobody has, so that none waits for another. */
import { setImmediate } from "node:timers/promises";

export interface WorkShare<J> {
  readonly jobs: readonly J[];
  /** How many were taken, and how many are done; all threads see the same numbers. */
  readonly counts: Int32Array;
}

/** A job's place in the list, and its result. */
export type Done<R> = readonly [at: number, result: R | Error];

const TAKEN = 0;
const DONE = 1;

export function shareOf<J>(jobs: readonly J[]): WorkShare<J> {
  return { jobs, counts: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)) };
}

export const doneOf = ({ counts }: WorkShare<unknown>): number => Atomics.load(counts, DONE);

/** Takes jobs until there are none; between two of them the thread may do what else waits for it. */
export async function workOff<J, R>(
  { jobs, counts }: WorkShare<J>,
  execute: (job: J) => Promise<R>,
  afterEach: () => void = () => {},
): Promise<readonly Done<R>[]> {
  const results: Done<R>[] = [];
  for (let at = Atomics.add(counts, TAKEN, 1); at < jobs.length; at = Atomics.add(counts, TAKEN, 1)) {
    results.push([at, await execute(jobs[at]!).catch((error: Error) => error)]);
    Atomics.add(counts, DONE, 1);
    afterEach();
    await setImmediate();
  }
  return results;
}
