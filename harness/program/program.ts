/** Argument table -> command -> exit code. Errors are one line on stderr, and exit code 2. */
import { createRequire } from "node:module";
import { Command, CommanderError } from "commander";
import type { Context } from "../command/context.js";
import { messageOf, tell } from "../command/message.js";
import { guardStreams, print } from "../command/output.js";
import { packageVersion } from "../machine/packageFile.js";
import { type AddCommand, commands } from "./commands.js";

/** Module by module, not all at once: a few file descriptors are enough. */
const load = createRequire(import.meta.url);

/** Runs the command that the arguments name, and sets the exit code. */
export async function main(words: readonly string[] = process.argv.slice(2)): Promise<void> {
  guardStreams();
  const printed: Promise<void>[] = [];
  const program = new Command("initgate")
    .description("the gate that neural-network weight initializers must pass")
    .version(packageVersion)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void printed.push(print(text)),
      // A suggestion stands on the same line.
      outputError: (text) =>
        tell(text.replace(/^error: /, "").replace(/\n\(Did you mean (.*)\?\)/s, " (did you mean $1?)")),
    });
  try {
    addCommands(program, words.slice(0, 2));
    await program.parseAsync([...words], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) tell(messageOf(error));
    process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
  }
  for (const one of printed) await one;
}

/** Loads the commands that the words name, `help check` included; the others have only their description. */
function addCommands(program: Command, words: readonly string[]): void {
  const all = words.some((word) => Object.hasOwn(commands, word) && commands[word]!.needsAll);
  for (const [name, { says, module, add }] of Object.entries(commands)) {
    if (!all && !words.includes(name)) program.command(name).description(says).usage("[options]");
    else addFrom(load(module), add)(program, (load("./context.js") as { readonly context: Context }).context);
  }
  for (const command of program.commands.flatMap((one) => [one, ...one.commands])) {
    command.exitOverride().copyInheritedSettings(program);
  }
}

const addFrom = (module: unknown, add: string): AddCommand => (module as Record<string, AddCommand>)[add]!;
