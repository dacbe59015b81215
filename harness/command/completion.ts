/** `initgate completion SHELL`: a script for bash, zsh or fish that completes commands and options. */
import type { Command } from "commander";
import { known, withCommonOptions } from "./options.js";
import { print } from "./output.js";

/** A word that completes the line, and its description. */
interface Word {
  readonly name: string;
  readonly says: string;
}

/** A command, and the words that complete it. */
interface CompletedCommand extends Word {
  readonly words: readonly Word[];
}

const SHELLS: Readonly<Record<string, (commands: readonly CompletedCommand[]) => string>> = { bash, zsh, fish };

/** @param program with every command loaded */
export function addCompletion(program: Command): void {
  const shells = Object.keys(SHELLS);
  withCommonOptions(
    program
      .command("completion")
      .description("a script for bash, zsh or fish that completes commands and options")
      .argument("<shell>", shells.join(", "), (word: string) => known(word, shells)),
  ).action((shell: string) => print(SHELLS[shell]!(program.commands.map(completed))));
}

const completed = (command: Command): CompletedCommand => ({
  name: command.name(),
  says: command.description(),
  words: [
    ...command.commands.map((one) => ({ name: one.name(), says: one.description() })),
    ...[command, ...command.commands]
      .flatMap(optionsOf)
      .filter(({ name }, at, all) => all.findIndex((one) => one.name === name) === at),
  ],
});

const optionsOf = (command: Command): readonly Word[] =>
  command.options.flatMap(({ long, description }) => (long ? [{ name: long, says: description }] : []));

const namesOf = (words: readonly Word[]): string => words.map(({ name }) => name).join(" ");

function bash(commands: readonly CompletedCommand[]): string {
  const cases = commands.map(({ name, words }) => `    ${name}) words="${namesOf(words)}" ;;`);
  return `# initgate completion bash > /etc/bash_completion.d/initgate
_initgate() {
  local words="${namesOf(commands)}"
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
  local files=-f
  if [ "$COMP_CWORD" -eq 1 ]; then words="${namesOf(commands)}"; files=; fi
  COMPREPLY=($(compgen -W "$words" $files -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o filenames -F _initgate initgate
`;
}

/** zsh can load the completion functions of bash. */
function zsh(commands: readonly CompletedCommand[]): string {
  return `#compdef initgate\nautoload -U +X bashcompinit && bashcompinit\n${bash(commands)}`;
}

function fish(commands: readonly CompletedCommand[]): string {
  const quoted = (text: string): string => `'${text.replace(/[\\']/g, "\\$&")}'`;
  const lines = commands.flatMap(({ name, says, words }) => [
    `complete -c initgate -n __fish_use_subcommand -a ${name} -d ${quoted(says)}`,
    ...words.map((word) => {
      const kind = word.name.startsWith("--") ? `-l ${word.name.slice(2)}` : `-a ${word.name}`;
      return `complete -c initgate -n ${quoted(`__fish_seen_subcommand_from ${name}`)} ${kind} -d ${quoted(word.says)}`;
    }),
  ]);
  return `# initgate completion fish > ~/.config/fish/completions/initgate.fish\n${lines.join("\n")}\n`;
}
