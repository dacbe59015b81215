/** `initgate report`: one page from directories of results. */
import type { Command } from "commander";
import type { Context } from "./context.js";
import { type CommonOptions, tellUnusedReporters, withCommonOptions } from "./options.js";
import { print } from "./output.js";
import { holdsAnother, readRun } from "./results/readRun.js";
import { writeWhole } from "./results/writeWhole.js";

const PAGE = "report.html";

export function addReportPage(program: Command, context: Context): void {
  const command = program
    .command("report")
    .description("one self-contained page, report.html, from directories of results; exit 0 when it is written")
    .argument("<dir...>", "directories that commands wrote with --out");
  withCommonOptions(command).action((directories: string[], options: CommonOptions) => {
    tellUnusedReporters(command, PAGE);
    return writePage(directories, options, context);
  });
}

async function writePage(directories: readonly string[], options: CommonOptions, context: Context): Promise<void> {
  const outcomes = directories.map(readRun);
  const page = await context.page(outcomes);
  if (holdsAnother(options.out, PAGE, page)) {
    // With an overwritten file the directory would be refused by every reader.
    throw new Error(`report: ${options.out} must not hold another run's ${PAGE}: name another --out`);
  }
  writeWhole(options.out, { [PAGE]: page });
  if (!options.quiet) await print(`${options.out.replace(/\/$/, "")}/${PAGE}\n`);
}
