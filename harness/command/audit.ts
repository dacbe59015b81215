/** `initgate audit`: gates weights at rest. */
import { type Command, InvalidArgumentError, Option } from "commander";
import { audit, type Claim } from "../audit.js";
import { worst } from "../record/index.js";
import type { Context } from "./context.js";
import { type CommonOptions, given, list, positive, probability, withCommonOptions } from "./options.js";
import { progressBar } from "./progress.js";

interface AuditCommandOptions extends CommonOptions {
  readonly as?: readonly Claim[];
  readonly layout?: string;
  readonly groups?: number;
  readonly alpha: number;
}

export function addAudit(program: Command, context: Context): void {
  withCommonOptions(
    program
      .command("audit")
      .description("gate weights at rest: .npy, .npz and .safetensors files")
      .argument("<file...>", "files of weights")
      .option(
        "--as <claims>",
        "the contract: NAME for every tensor, or PATTERN=NAME, * for anything; comma-separated",
        claims,
      )
      .option("--layout <layouts>", "a layout, or a comma list matched by the number of axes, such as oi,oihw")
      .option("--groups <n>", "size of a g that is packed into another axis", positive)
      .addOption(
        new Option("--alpha <p>", "probability that correct weights fail the whole run")
          .default(1e-9)
          .argParser(probability),
      ),
  ).action(async (files: string[], options: AuditCommandOptions) => {
    const progress = progressBar(options);
    const { layout, groups, alpha, as = [] } = options;
    const asked = {
      files,
      claims: as,
      ...given("layout", layout),
      ...given("groups", groups),
      alpha,
      onRow: progress.update,
    };
    const rows = await audit(asked, context.around.contracts).finally(progress.stop);
    context.publishAudit(rows, options);
    context.exit(worst(rows.map(({ verdict }) => verdict)));
  });
}

function claims(words: string, before: readonly Claim[] = []): readonly Claim[] {
  return [...before, ...list(words).map(claim)];
}

function claim(word: string): Claim {
  const at = word.lastIndexOf("=");
  const [pattern, contract] = at < 0 ? ["*", word] : [word.slice(0, at), word.slice(at + 1)];
  if (pattern === "" || contract === "") throw new InvalidArgumentError(`must be NAME or PATTERN=NAME, got ${word}`);
  return { pattern, contract };
}
