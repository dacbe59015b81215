import { runNetJob, runPredictJob } from "./harness/propagation/netJob.js";
import { workOff } from "./harness/propagation/share.js";
import { openSubject } from "./harness/subject/open.js";
import { surroundings } from "./surroundings.js";
const subjects = new Map();
function subjectOf(spec) {
    const key = JSON.stringify(spec);
    const subject = subjects.get(key) ?? openSubject(spec, surroundings);
    subjects.set(key, subject);
    return subject;
}
export default async function work(job) {
    // Loaded by those threads alone that judge: networks need little of it.
    const { judgeHere } = await import("./harness/gate.js");
    return judgeHere(job, await subjectOf(job.spec), surroundings);
}
/** Networks and predictions, as long as there are any that no other thread took. */
export async function networks(share) {
    return workOff(share, async (job) => job.kind === "prediction"
        ? runPredictJob(job, surroundings)
        : runNetJob(job, await subjectOf(job.source.spec), surroundings));
}
