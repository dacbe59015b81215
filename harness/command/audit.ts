/** `initgate audit`: gates weights in files. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Claim } from "../audit/claims.js";
import { splitClaim } from "../contract/index.js";
import type { Parameters } from "../contract/initializer.js";
import type { Shard } from "../gate/shard.js";
import { compute } from "./compute.js";
import type { Context } from "./context.js";
import { fleetGiven, redisOption } from "./fleetOptions.js";
import {
  type CommonOptions,
  given,
  list,
  parameter,
  positive,
  probability,
  shardOption,
  withCommonOptions,
} from "./options.js";
import { printLines } from "./output.js";
import { report } from "./report.js";

interface AuditCommandOptions extends CommonOptions {
  readonly as?: readonly Claim[];
  readonly contract?: string;
  readonly let?: Parameters;
  readonly layout?: string;
  readonly groups?: number;
  readonly alpha: number;
  readonly shard?: Shard;
  readonly redis?: string;
  readonly list?: boolean;
}

export function addAudit(program: Command, context: Context): void {
  withCommonOptions(
    program
      .command("audit")
      .description("gate weights at rest: files of every common format, and models of several files")
      .argument("<path...>", "files, folders, shard indexes and quoted globs: each is one model")
      .option(
        "--as <claims>",
        "the contract: NAME for every tensor, or PATTERN=NAME for those a glob matches; comma-separated",
        claims,
      )
      .option(
        "--contract <file>",
        "the contract of a whole model, in TOML or JSON, or the name of a shipped one such as gpt2; --as goes before it",
      )
      .option("--let <k=v>", "a number that contract expressions use, such as n_layer=12; may be repeated", parameter)
      .option("--layout <layouts>", "a layout, or a comma list matched by the number of axes, such as oi,oihw")
      .option("--groups <n>", "size of a g that is packed into another axis", positive)
      .addOption(
        new Option("--alpha <p>", "probability that correct weights fail the whole run")
          .default(1e-9)
          .argParser(probability),
      )
      .addOption(shardOption())
      .addOption(redisOption("hand the tensors to the workers of a fleet that have the same files"))
      .option("--list", "say what would be judged, and read no tensor"),
  ).action((files: string[], options: AuditCommandOptions) => runAudit(files, options, context));
}

async function runAudit(files: readonly string[], options: AuditCommandOptions, context: Context): Promise<void> {
  const asked = {
    files,
    ...given("contract", options.contract),
    let: numbersOf(options.let),
    claims: options.as ?? [],
    ...given("layout", options.layout),
    ...given("groups", options.groups),
    alpha: options.alpha,
  };
  if (options.list) {
    const job = { operation: "audit list", request: asked, unit: "tensors" } as const;
    return printLines(await compute(job, options, context));
  }
  const { threads, redis } = options;
  const request = { ...asked, threads, ...given("shard", options.shard), ...fleetGiven(redis) };
  return report("audit", { operation: "audit", request, unit: "tensors" }, options, context);
}

function numbersOf(given: Parameters = {}): Readonly<Record<string, number>> {
  const word = Object.entries(given).find(([, value]) => typeof value !== "number");
  if (word !== undefined) throw new RangeError(`let: ${word[0]} must be a number, got ${word[1]}`);
  return given as Readonly<Record<string, number>>;
}

function claims(words: string, before: readonly Claim[] = []): readonly Claim[] {
  return [...before, ...list(words).map(claim)];
}

function claim(word: string): Claim {
  const [pattern, contract] = splitClaim(word) ?? ["*", word];
  if (!pattern || !contract) throw new InvalidArgumentError(`must be NAME or PATTERN=NAME, got ${word}`);
  return { pattern, contract };
}
