import { singleOperations } from "./single.js";
export const plan = async ({ seed, alpha, parts }, around, watch) => {
    watch.begin({ seed, alpha });
    const done = [];
    for (const { name, job } of parts) {
        const run = (await singleOperations[job.operation]());
        const quiet = { begin: () => { }, row: () => { }, progress: () => { } };
        const part = await run(job.request, around, quiet).then((record) => ({ name, outcome: outcomeOf(job.kind, around.version, record) }), (error) => ({ name, problem: error.message }));
        done.push(part);
        watch.row(part, done.length, parts.length);
    }
    return { seed, alpha, parts: done };
};
// The kind of a job names its record: a command says both together.
const outcomeOf = (kind, version, record) => ({ kind, version, partial: false, record });
