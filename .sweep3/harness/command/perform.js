/** Runs an operation in a thread of its own, so that this one stays free for the terminal and for signals. */
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { resultOf } from "../operation/thread.js";
import { openProgress } from "./progress.js";
/** How long a thread may take to end where a signal ends it: with it ends everything that it started. */
const END_MS = 1000;
/** @throws Error of one line where the operation does, or its thread cannot start or runs out of memory */
export async function perform({ operation, request, unit }, { thread, interruption, quiet, watch }) {
    const progress = openProgress({ unit, quiet });
    const workerData = { operation, request };
    const worker = new Worker(thread, { workerData });
    const result = resultOf(worker, {
        begin: (head) => watch?.begin(head),
        row: (row, done, of) => {
            watch?.row(row, done, of);
            progress.update(done, of);
        },
        progress: progress.update,
    });
    try {
        return await Promise.race([
            result.then((value) => ({ result: value })),
            interruption.signal.then((signal) => ({ signal })),
        ]);
    }
    finally {
        progress.stop();
        result.catch(() => { });
        await Promise.race([worker.terminate(), sleep(END_MS, undefined, { ref: false })]);
    }
}
