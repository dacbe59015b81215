/** Jobs that several threads take from one list: each takes the next one that nobody has, so that none waits for another. */
import { setImmediate } from "node:timers/promises";
const TAKEN = 0;
const DONE = 1;
export function shareOf(jobs) {
    return { jobs, counts: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)) };
}
export const doneOf = ({ counts }) => Atomics.load(counts, DONE);
/** Takes jobs until there are none; between two of them the thread may do what else waits for it. */
export async function workOff({ jobs, counts }, execute, afterEach = () => { }) {
    const results = [];
    for (let at = Atomics.add(counts, TAKEN, 1); at < jobs.length; at = Atomics.add(counts, TAKEN, 1)) {
        results.push([at, await execute(jobs[at]).catch((error) => error)]);
        Atomics.add(counts, DONE, 1);
        afterEach();
        await setImmediate();
    }
    return results;
}
