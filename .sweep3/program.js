/** Argument table -> command -> exit code. Errors are one line on stderr, and exit code 2. */
import { Command, CommanderError } from "commander";
import { commands } from "./commands.js";
import { messageOf, tell } from "./harness/command/message.js";
import { guardStreams, print } from "./harness/command/output.js";
import { packageVersion } from "./version.js";
/** Runs the command that the arguments name, and sets the exit code. */
export async function main(load, words = process.argv.slice(2)) {
    guardStreams();
    const printed = [];
    const program = new Command("initgate")
        .description("the gate that neural-network weight initializers must pass")
        .version(packageVersion())
        .exitOverride()
        .configureOutput({
        writeOut: (text) => void printed.push(print(text)),
        // A suggestion stands on the same line.
        outputError: (text) => tell(text.replace(/^error: /, "").replace(/\n\(Did you mean (.*)\?\)/s, " (did you mean $1?)")),
    });
    try {
        addCommands(program, words.slice(0, 2), load);
        await program.parseAsync([...words], { from: "user" });
    }
    catch (error) {
        if (!(error instanceof CommanderError))
            tell(messageOf(error));
        process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 2;
    }
    for (const one of printed)
        await one;
}
/** The commands that the words name, `help check` included, are loaded; of the others one line is known. */
function addCommands(program, words, load) {
    const all = words.some((word) => Object.hasOwn(commands, word) && commands[word].needsAll);
    for (const [name, { says, module, add }] of Object.entries(commands)) {
        if (!all && !words.includes(name))
            program.command(name).description(says).usage("[options]");
        else
            addFrom(load(module), add)(program, load("./context.js").context);
    }
    for (const command of program.commands.flatMap((one) => [one, ...one.commands])) {
        command.exitOverride().copyInheritedSettings(program);
    }
}
const addFrom = (module, add) => module[add];
