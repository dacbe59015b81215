/** `initgate merge`: the whole run from the directories of its shards. */
import type { Command } from "commander";
import { mergeShards, type ShardRecord } from "../gate/shard.js";
import { type Outcome, verdictOf } from "../record/index.js";
import { oneLine } from "../weights/oneLine.js";
import { type Context, exitCode } from "./context.js";
import { type CommonOptions, withCommonOptions } from "./options.js";
import { prepareOut } from "./results/outDirectory.js";
import { readRun } from "./results/readRun.js";

export function addMerge(program: Command, context: Context): void {
  withCommonOptions(
    program
      .command("merge")
      .description("the whole run from the directories of its shards; exits as the whole run would have")
      .argument("<dir...>", "directories that runs with --shard wrote"),
  ).action((directories: string[], options: CommonOptions) => mergeDirectories(directories, options, context));
}

async function mergeDirectories(
  directories: readonly string[],
  options: CommonOptions,
  context: Context,
): Promise<void> {
  context.requireReporters(options.reporter);
  const record = mergeShards(directories.map(shardOf));
  const outcome: Outcome = { kind: "check", version: context.version, partial: false, record };
  prepareOut(options.out);
  await context.publish(outcome, options);
  process.exitCode = exitCode(verdictOf(outcome));
}

function shardOf(directory: string): ShardRecord {
  const outcome = readRun(directory);
  const name = oneLine(directory, 200);
  if (outcome.kind !== "check") throw new Error(`merge: ${name} must hold a shard of check, got ${outcome.kind}`);
  if (outcome.partial) throw new Error(`merge: ${name} must hold a whole shard, got one that was interrupted`);
  return { directory: name, version: outcome.version, record: outcome.record };
}
