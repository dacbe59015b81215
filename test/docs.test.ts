/** The pages of docs/ do what they say: their files are written, their programs run, their commands print what is shown. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ROOT, withoutProgress } from "./run.js";

interface Block {
  readonly language: string;
  readonly text: string;
  /** The file that the line before the block names. */
  readonly file: string | undefined;
}

const blocksOf = (page: string): readonly Block[] =>
  [...readFileSync(join(ROOT, "docs", page), "utf8").matchAll(/(.*)\n\n?```(\w+)\n([\s\S]*?)```/g)].map(
    ([, before, language, text]) => ({ language: language!, text: text!, file: /`([\w.]+)`:$/.exec(before!)?.[1] }),
  );

/** Inside the package, so that it finds itself by name. */
const folder = mkdtempSync(join(ROOT, "build-docs-"));
afterAll(() => rmSync(folder, { recursive: true }));

function run(command: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: "utf8" });
  expect(withoutProgress(stderr)).toBe("");
  return stdout;
}

/** A command as a page writes it, without a shell. */
function typed(line: string): string {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare!);
  if (words[0] === "npx") return run(process.execPath, join(ROOT, "dist", "cli.js"), ...words.slice(2));
  return words[0] === "node" ? run(process.execPath, ...words.slice(1)) : run(words[0]!, ...words.slice(1));
}

/** A paragraph is one line, wherever the terminal broke it. */
const unwrapped = (text: string): string => text.replaceAll(/\n {4}(?=\S)/g, " ");

/** Without what another preset or check would change: other names of one law, and p-values, which share a budget. */
const stable = (text: string): string => unwrapped(text).replaceAll(/ \(or [^)]*\)|, p [=<] \S+|failed [\w, ]+/g, "");

/** Commands with the lines that each prints. */
const commandsIn = (text: string): readonly { readonly line: string; readonly prints: string }[] =>
  text
    .split(/^\$ /m)
    .slice(1)
    .map((piece) => {
      const [line, ...printed] = piece.split("\n");
      return { line: line!, prints: printed.join("\n") };
    });

/** Some of the lines that a command prints, in a block of text after it. */
const linesAfter = (blocks: readonly Block[], at: number): readonly string[] =>
  blocks[at + 1]?.language === "text" ? blocks[at + 1]!.text.trim().split("\n") : [];

describe.each(["audit.md", "baseline.md", "ci.md", "library.md", "tutorial.md"])("%s", (page) => {
  const blocks = blocksOf(page);
  const pieces = blocks.flatMap((block, at) => {
    if (block.file !== undefined)
      return [{ name: `has ${block.file}`, run: () => writeFileSync(join(folder, block.file!), block.text) }];
    if (block.language === "console") {
      return commandsIn(block.text).map(({ line, prints }) => ({
        name: `$ ${line}`,
        run: () => {
          const printed = typed(line);
          if (prints !== "") expect(stable(printed)).toBe(stable(prints));
          if (page === "tutorial.md")
            expect(linesAfter(blocks, at).filter((said) => !printed.includes(said))).toEqual([]);
        },
      }));
    }
    if (block.language !== "js" || blocks[at + 1]?.language !== "text") return [];
    return [
      {
        name: `program ${at + 1}`,
        run: () => {
          writeFileSync(join(folder, "program.mjs"), block.text);
          expect(run(process.execPath, "program.mjs")).toBe(blocks[at + 1]!.text);
        },
      },
    ];
  });
  test.each(pieces)("$name", (piece) => piece.run());
  test("there is something to run", () => expect(pieces.length).toBeGreaterThanOrEqual(2));
});

test("the Vitest example passes under Vitest", () => {
  const config = join(folder, "vitest.config.js");
  writeFileSync(config, "export default { test: { include: ['*.test.js'] } };");
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", "--root", folder, "--config", config],
    { encoding: "utf8" },
  );
  expect(stdout).toMatch(/1 passed/);
  expect(status).toBe(0);
});

test("what baseline.md says of TensorFlow.js is printed", () => {
  const shown = blocksOf("baseline.md").find(({ language }) => language === "text")!.text;
  const printed = typed("npx initgate baseline compare before.json --subject tfjs");
  const said = shown.trim().split("\n");
  expect(said.filter((line) => !printed.includes(line))).toEqual([]);
});
