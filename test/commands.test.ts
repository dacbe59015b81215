/** The table of commands: what `--help` lists is what the commands say of themselves, and nothing is loaded to list it. */
import { readFileSync } from "node:fs";
import { Command } from "commander";
import { expect, test } from "vitest";
import { type AddCommand, commands } from "../commands.js";
import { context } from "../context.js";

test.each(Object.entries(commands))("%s says of itself what the table says", async (name, { says, module, add }) => {
  const program = new Command();
  const adds = (await import(`../${module}`)) as Readonly<Record<string, AddCommand>>;
  adds[add]!(program, context);
  expect(program.commands.map((command) => [command.name(), command.description()])).toEqual([[name, says]]);
});

test("the program itself imports its commands only on demand", () => {
  for (const file of ["cli.ts", "program.ts", "commands.ts", "version.ts"]) {
    const text = readFileSync(new URL(`../${file}`, import.meta.url), "utf8");
    const eager = [...text.matchAll(/^import (?!type ).*from "(.+)"/gm)].map((match) => match[1]!);
    expect(
      eager.filter(
        (name) =>
          !/^(commander|node:(fs|module)|\.\/(commands|version|harness\/command\/(message|output))\.js)$/.test(name),
      ),
    ).toEqual([]);
  }
});
