/** `initgate run`: a plan of checks, audits, propagations and baselines, under one alpha. */
import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { Command, CommanderError, Option } from "commander";
import { didYouMean } from "../contract/index.js";
import type { Shard } from "../gate/shard.js";
import { oneLine } from "../weights/oneLine.js";
import { addAudit } from "./audit.js";
import { addBaseline } from "./baseline.js";
import { addCheck } from "./check.js";
import type { Context } from "./context.js";
import { fleetGiven, redisOption } from "./fleetOptions.js";
import type { PlannedJob } from "./operation/plan.js";
import { type CommonOptions, given, probability, shardOption, withCommonOptions } from "./options.js";
import { printLines } from "./output.js";
import { type PlanFile, type PlanTable, readPlan } from "./planFile.js";
import { addPropagate } from "./propagate.js";
import { report } from "./report.js";

const PLAN = "initgate.toml";
const ALPHA = 1e-9;

interface RunOptions extends CommonOptions {
  readonly alpha?: number;
  readonly list?: boolean;
  readonly shard?: Shard;
  readonly redis?: string;
}

export function addRun(program: Command, context: Context): void {
  const command = program
    .command("run")
    .description("a plan of checks, audits, propagations and baselines in one TOML file, under one alpha")
    .argument("[plan]", "the plan; paths in it are relative to it", PLAN);
  withCommonOptions(
    command
      .addOption(
        new Option(
          "--alpha <p>",
          "probability that a right whole fails anywhere (default: the plan's, else 1e-9)",
        ).argParser(probability),
      )
      .addOption(shardOption())
      .addOption(redisOption("hand cases and networks to the workers of a fleet; what is in files is done here"))
      .option("--list", "say what would run, and run nothing"),
  ).action((path: string, options: RunOptions, parsed: Command) =>
    runPlan(path, options, parsed.getOptionValueSource("seed") === "default", context),
  );
}

async function runPlan(path: string, options: RunOptions, seedIsDefault: boolean, context: Context): Promise<void> {
  if (path === PLAN && !existsSync(path)) {
    throw new Error(`run: ${PLAN} must lie here, or a plan be named, got none: docs/ci.md shows one`);
  }
  const plan = await readPlan(path);
  const seed = seedIsDefault ? (plan.seed ?? options.seed) : options.seed;
  const alpha = options.alpha ?? plan.alpha ?? ALPHA;
  if (options.list) {
    return printLines(plan.tables.map(({ name, words }) => `${name}: ${words.join(" ")}`));
  }
  const out = resolve(options.out);
  const folder = dirname(path);
  // Paths in a plan are relative to the plan's folder, also those in the command line of a program.
  process.chdir(folder);
  const common = { seed, alpha: alpha / plan.tables.length, threads: options.threads };
  const parts = await partsOf(plan, common, context);
  const request = { seed, alpha, folder, parts, ...given("shard", options.shard), ...fleetGiven(options.redis) };
  const job = { operation: "plan", request, unit: "parts of the plan" } as const;
  return report("run", job, { ...options, seed, out }, context);
}

type Common = Pick<CommonOptions, "seed" | "threads"> & { readonly alpha: number };

async function partsOf({ tables }: PlanFile, common: Common, context: Context) {
  const parts: { readonly name: string; readonly job: PlannedJob }[] = [];
  for (const table of tables) parts.push({ name: table.name, job: await jobOf(table, common, context) });
  return parts;
}

/** The command of a table's words, such as `baseline compare`. */
function commandOf([first, second]: readonly string[], program: Command): Command | undefined {
  const named = (all: readonly Command[], name = ""): Command | undefined => all.find((one) => one.name() === name);
  const command = named(program.commands, first);
  return named(command?.commands ?? [], second) ?? command;
}

/** A key that no option has, which commander knows only as `--key=value`, with the nearest option. */
function strayKey(refusal: string, command: Command | undefined): string | undefined {
  const key = /^unknown option '--([\w-]+)/.exec(refusal)?.[1];
  if (key === undefined || command === undefined) return undefined;
  const known = command.options.flatMap(({ long }) => long?.slice(2) ?? []);
  return `keys must be options of ${command.name()}, got ${key}${didYouMean(key, known)}`;
}

/** The job of a table: its command parses the words and returns its job without running it. */
async function jobOf({ name, words }: PlanTable, common: Common, context: Context): Promise<PlannedJob> {
  let job: PlannedJob | undefined;
  let refusal = "";
  const planning: Context = { ...context, collect: (one) => (job = one) };
  const program = new Command("initgate").exitOverride().configureOutput({
    writeOut: () => {},
    outputError: (text) => (refusal = text.replace(/^error: /, "")),
  });
  for (const add of [addCheck, addAudit, addPropagate, addBaseline]) add(program, planning);
  for (const one of program.commands.flatMap((each) => [each, ...each.commands])) {
    one.exitOverride().copyInheritedSettings(program);
  }
  const at = words.indexOf("--");
  const shared = Object.entries(common).map(([key, value]) => `--${key}=${value}`);
  try {
    await program.parseAsync([...words.slice(0, at), ...shared, ...words.slice(at)], { from: "user" });
  } catch (error) {
    const command = commandOf(words, program);
    const reason =
      strayKey(refusal, command) ??
      (error instanceof CommanderError && refusal !== "" ? refusal : (error as Error).message);
    throw new Error(`plan: ${name}: ${oneLine(reason, 300)}`);
  }
  if (job === undefined) throw new Error(`plan: ${name} must be something to run`);
  return job;
}
