#!/usr/bin/env node
/** The program: argument table -> command -> exit code. Errors are one line on stderr, and exit code 2. */
import { Command, CommanderError } from "commander";
import { addAudit } from "./harness/command/audit.js";
import { addBaseline } from "./harness/command/baseline.js";
import { addCheck } from "./harness/command/check.js";
import { type Context, exitCode } from "./harness/command/context.js";
import { publishAudit } from "./reports/audit.js";
import { publishBaseline, publishComparison } from "./reports/baseline.js";
import { publish } from "./reports/publish.js";
import { surroundings } from "./surroundings.js";

const context: Context = {
  around: { ...surroundings, thread: new URL("./thread.js", import.meta.url) },
  publish,
  publishAudit,
  publishBaseline,
  publishComparison,
  exit: (verdict) => {
    process.exitCode = exitCode(verdict);
  },
};

const program = new Command("initgate")
  .description("the gate that neural-network weight initializers must pass")
  .version(surroundings.version)
  .exitOverride()
  .showSuggestionAfterError(false)
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "initgate: ")) });

for (const add of [addCheck, addAudit, addBaseline]) add(program, context);
for (const command of program.commands.flatMap((one) => [one, ...one.commands])) {
  command.exitOverride().copyInheritedSettings(program);
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    process.stderr.write(`initgate: ${(error as Error).message.split("\n")[0]}\n`);
    process.exitCode = 2;
  }
}
