/** `initgate merge`: the whole run from the directories of its shards. */
import { resolve } from "node:path";
import type { Command } from "commander";
import { verdictOf } from "../record/index.js";
import { oneLine } from "../weights/oneLine.js";
import { compute } from "./compute.js";
import { type Context, exitCode } from "./context.js";
import { mergeShards } from "./mergeShards.js";
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
  const overwritten = directories.find((directory) => resolve(directory) === resolve(options.out));
  if (overwritten !== undefined) {
    throw new RangeError(
      `merge: --out must be no shard's directory, which would be lost, got ${oneLine(overwritten, 200)}`,
    );
  }
  const here = process.cwd();
  const outcome = await mergeShards(
    directories.map((directory) => ({ directory: oneLine(directory, 200), outcome: readRun(directory) })),
    (shards, folder) => {
      enter(resolve(here, folder));
      const request = { shards, threads: options.threads };
      return compute({ operation: "audit merge", request, unit: "tensors" }, options, context);
    },
  );
  process.chdir(here);
  prepareOut(options.out);
  await context.publish(outcome, options);
  process.exitCode = exitCode(verdictOf(outcome));
}

/** Paths of files that a plan audited are relative to the plan's folder. */
function enter(folder: string): void {
  try {
    process.chdir(folder);
  } catch {
    throw new Error(
      `merge: must read what the shards audited, in ${oneLine(folder, 200)}: must be a folder, as it was for the shards`,
    );
  }
}
