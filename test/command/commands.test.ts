/** The table of commands: what `--help` lists is what the commands say of themselves, and nothing is loaded to list it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { expect, test } from "vitest";
import { type AddCommand, commands } from "../../harness/program/commands.js";
import { context } from "../../harness/program/context.js";
import { ROOT } from "../run.js";

test.each(Object.entries(commands))("%s says of itself what the table says", async (name, { says, module, add }) => {
  const program = new Command();
  const adds = (await import(`../../harness/program/${module}`)) as Readonly<Record<string, AddCommand>>;
  adds[add]!(program, context);
  expect(program.commands.map((command) => [command.name(), command.description()])).toEqual([[name, says]]);
});

test("the program itself imports its commands only on demand", () => {
  for (const file of ["cli.ts", "harness/program/program.ts", "harness/program/commands.ts"]) {
    const text = readFileSync(join(ROOT, file), "utf8");
    const eager = [...text.matchAll(/^import (?!type ).*from "(.+)"/gm)].map((match) => match[1]!);
    const small =
      /^(commander|node:(fs|module)|\.\/commands\.js|\.\.\/(command\/(message|output)|machine\/packageFile)\.js)$/;
    expect(eager.filter((name) => !small.test(name))).toEqual([]);
  }
});
