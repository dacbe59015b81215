/** Where networks are run: here, and in so many other threads as make up the number asked for. */
import { usefulThreads } from "../bounds.js";
import { openPool } from "../pool.js";
import { isProcess, openSubject } from "../subject/open.js";
import { runNetJob, runPredictJob } from "./netJob.js";
import { doneOf, shareOf, workOff } from "./share.js";
/** MB of short-lived objects in a thread: vectors lie elsewhere. */
const YOUNG = 4;
/** `thread` is the module that a worker thread runs; absent, everything runs here. */
export async function openWorkshop({ spec, threads, onProgress }, around) {
    const subject = await openSubject(spec, around);
    // A process of its own serves the whole run.
    const most = around.thread === undefined || isProcess(spec) ? 1 : usefulThreads(threads);
    let pool;
    const here = async (job) => job.kind === "net" ? runNetJob(job, subject, around) : runPredictJob(job, around);
    let [before, expected] = [0, 0];
    return {
        description: subject.description,
        async run(jobs) {
            expected += jobs.length;
            const share = shareOf(jobs);
            const others = Math.min(most, jobs.length) - 1;
            if (others > 0)
                pool ??= openPool(around.thread, most - 1, "networks", YOUNG);
            const elsewhere = Array.from({ length: Math.max(0, others) }, () => pool.run(share).catch(lost));
            const own = await workOff(share, here, () => onProgress?.(before + doneOf(share), expected));
            const results = inOrder(jobs.length, [own, ...(await Promise.all(elsewhere))]);
            before += jobs.length;
            onProgress?.(before, expected);
            return results;
        },
        async close() {
            await pool?.close();
            await subject.close();
        },
    };
}
/** What a thread that ended had done is gone with it. */
const lost = (error) => error;
function inOrder(count, from) {
    const failure = from.find((one) => one instanceof Error);
    const results = new Array(count).fill(failure ?? new Error("propagate: a thread must answer"));
    for (const done of from)
        if (!(done instanceof Error))
            for (const [at, result] of done)
                results[at] = result;
    return results;
}
