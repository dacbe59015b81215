#!/usr/bin/env node
/** The program: argument table -> command -> exit code. Errors are one line on stderr, and exit code 2. */
import { Command, CommanderError } from "commander";
import { commands } from "./commands.js";
import { packageVersion } from "./version.js";

const program = new Command("initgate")
  .description("the gate that neural-network weight initializers must pass")
  .version(packageVersion())
  .exitOverride()
  .showSuggestionAfterError(false)
  .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, "initgate: ")) });

/** The commands that the words name, `help check` included, are loaded; of the others one line is known. */
async function addCommands(words: readonly string[]): Promise<void> {
  for (const [name, [says, load]] of Object.entries(commands)) {
    if (!words.includes(name)) program.command(name).description(says).usage("[options]");
    else (await load())(program, (await import("./context.js")).context);
  }
  for (const command of program.commands.flatMap((one) => [one, ...one.commands])) {
    command.exitOverride().copyInheritedSettings(program);
  }
}

try {
  await addCommands(process.argv.slice(2, 4));
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    process.stderr.write(`initgate: ${(error as Error).message.split("\n")[0]}\n`);
    process.exitCode = 2;
  }
}
