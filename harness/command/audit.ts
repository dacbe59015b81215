/** `initgate audit`: gates weights at rest. */
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Claim } from "../audit/claims.js";
import { splitClaim } from "../contract/index.js";
import type { Context } from "./context.js";
import { type CommonOptions, given, list, positive, probability, withCommonOptions } from "./options.js";
import { report } from "./report.js";

interface AuditCommandOptions extends CommonOptions {
  readonly as?: readonly Claim[];
  readonly contract?: string;
  readonly layout?: string;
  readonly groups?: number;
  readonly alpha: number;
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
      .option("--contract <file>", "the contract of a whole model, in TOML or JSON; --as goes before it")
      .option("--layout <layouts>", "a layout, or a comma list matched by the number of axes, such as oi,oihw")
      .option("--groups <n>", "size of a g that is packed into another axis", positive)
      .addOption(
        new Option("--alpha <p>", "probability that correct weights fail the whole run")
          .default(1e-9)
          .argParser(probability),
      ),
  ).action((files: string[], options: AuditCommandOptions) => runAudit(files, options, context));
}

function runAudit(files: readonly string[], options: AuditCommandOptions, context: Context): Promise<void> {
  const request = {
    files,
    ...given("contract", options.contract),
    claims: options.as ?? [],
    ...given("layout", options.layout),
    ...given("groups", options.groups),
    alpha: options.alpha,
  };
  return report("audit", { operation: "audit", request, unit: "tensors" }, options, context);
}

function claims(words: string, before: readonly Claim[] = []): readonly Claim[] {
  return [...before, ...list(words).map(claim)];
}

function claim(word: string): Claim {
  const [pattern, contract] = splitClaim(word) ?? ["*", word];
  if (!pattern || !contract) throw new InvalidArgumentError(`must be NAME or PATTERN=NAME, got ${word}`);
  return { pattern, contract };
}
