/** The pages of docs/ do what they say: their files are written, their programs run, their commands print what is shown. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
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
  // One page's commands share a directory, as a reader's do.
  const silent = withoutProgress(stderr).replace(/^initgate: \S+: removed .* of an earlier \w+; .*\n/gm, "");
  expect(silent).toBe("");
  return stdout;
}

/** With the options of `tsc --init`. */
function compiles(text: string): void {
  writeFileSync(join(folder, "program.mts"), text);
  const options = [
    "--ignoreConfig",
    "--noEmit",
    "--strict",
    "--noUncheckedIndexedAccess",
    "--exactOptionalPropertyTypes",
  ];
  const more = ["--module", "nodenext", "--target", "esnext", "--types", "node", "--skipLibCheck"];
  const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
  expect(run(process.execPath, tsc, ...options, ...more, "program.mts")).toBe("");
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
    const isProgram = block.language === "js" && blocks[at + 1]?.language === "text";
    if (block.file !== undefined && !isProgram)
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
    if (block.language === "ts" && page === "tutorial.md")
      return [{ name: `types ${at + 1}`, run: () => compiles(block.text) }];
    if (!isProgram) return [];
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

describe("the recipes of ci.md", () => {
  /** An npx of our own in front of the path: it runs this build, in the folder that has the page's plan. */
  function recipe(program: string, ...args: string[]) {
    const bin = join(folder, "bin");
    mkdirSync(bin, { recursive: true });
    const npx = `#!/bin/sh\nwhile [ "$1" != initgate ]; do shift; done\nshift\nexec node '${join(ROOT, "dist/cli.js")}' "$@"\n`;
    writeFileSync(join(bin, "npx"), npx, { mode: 0o755 });
    const plan = blocksOf("ci.md").find(({ file }) => file === "initgate.toml")!.text;
    const run = (text: string) => {
      writeFileSync(join(folder, "initgate.toml"), text);
      const env = { ...process.env, PATH: `${bin}:${process.env["PATH"]}` };
      return spawnSync(program, args, { cwd: folder, encoding: "utf8", env });
    };
    return {
      right: run(plan),
      wrong: run(`${plan}[[check]]\ninitializer = "he_normal"\nas = "lecun_normal"\nshape = "30x50"\n`),
    };
  }

  test("pre-commit's hook stops what is wrong", () => {
    const block = blocksOf("ci.md").find(({ text }) => text.startsWith("repos:"))!;
    const { entry, files } = parse(block.text).repos[0].hooks[0] as { entry: string; files: string };
    expect("initgate.toml").toMatch(new RegExp(files));
    const [program, ...args] = entry.split(" ");
    const { right, wrong } = recipe(program!, ...args);
    expect({ right: right.status, wrong: wrong.status }).toEqual({ right: 0, wrong: 1 });
  });

  test("pytest's test fails with the gate's words", () => {
    const { text } = blocksOf("ci.md").find(({ language }) => language === "python")!;
    const call = "import pathlib, tempfile\ntest_initializers_follow_their_laws(pathlib.Path(tempfile.mkdtemp()))\n";
    const { right, wrong } = recipe("python3", "-c", `${text}\n\n${call}`);
    expect({ right: right.status, said: right.stderr, wrong: wrong.status }).toEqual({ right: 0, said: "", wrong: 1 });
    expect(wrong.stderr).toContain("he_normal as lecun_normal");
  });
});

test("what baseline.md says of TensorFlow.js is printed", () => {
  const shown = blocksOf("baseline.md").find(({ language }) => language === "text")!.text;
  const printed = typed("npx initgate baseline compare before.json --subject tfjs");
  const said = shown.trim().split("\n");
  expect(said.filter((line) => !printed.includes(line))).toEqual([]);
});
