import { oneLine } from "../format/oneLine.js";
import { verdictOf } from "../record/index.js";
import { prepareOut } from "../results/outDirectory.js";
import { readRun } from "../results/readRun.js";
import { mergeShards } from "../shard.js";
import { exitCode } from "./context.js";
import { withCommonOptions } from "./options.js";
export function addMerge(program, context) {
    withCommonOptions(program
        .command("merge")
        .description("the whole run from the directories of its shards; exits as the whole run would have")
        .argument("<dir...>", "directories that runs with --shard wrote")).action((directories, options) => mergeDirectories(directories, options, context));
}
async function mergeDirectories(directories, options, context) {
    context.requireReporters(options.reporter);
    const record = mergeShards(directories.map(shardOf));
    const outcome = { kind: "check", version: context.version, partial: false, record };
    prepareOut(options.out);
    await context.publish(outcome, options);
    process.exitCode = exitCode(verdictOf(outcome));
}
function shardOf(directory) {
    const outcome = readRun(directory);
    const name = oneLine(directory, 200);
    if (outcome.kind !== "check")
        throw new Error(`merge: ${name} must hold a shard of check, got ${outcome.kind}`);
    if (outcome.partial)
        throw new Error(`merge: ${name} must hold a whole shard, got one that was interrupted`);
    return { directory: name, version: outcome.version, record: outcome.record };
}
