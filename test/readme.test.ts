/** The README's programs run, and print what it says they print. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { ROOT, withoutProgress } from "./run.js";

const readme = readFileSync(join(ROOT, "README.md"), "utf8");
const blocks = [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, language, text]) => ({
  language,
  text: text!,
}));
/** Inside the package, so that it finds itself by name. */
const folder = mkdtempSync(join(ROOT, "build-readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("JavaScript", () => {
  const programs = blocks.flatMap(({ language, text }, at) =>
    language === "js" && blocks[at + 1]?.language === "text" ? [{ text, prints: blocks[at + 1]!.text }] : [],
  );
  test("there are programs to run", () => expect(programs.length).toBeGreaterThanOrEqual(2));
  test.each(programs)("prints $prints", ({ text, prints }) => {
    const file = join(folder, "example.mjs");
    writeFileSync(file, text);
    const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
    expect(withoutProgress(stderr)).toBe("");
    expect(stdout).toBe(prints);
  });
});

test("the Python subject passes the gate", (context) => {
  const python = "/usr/bin/python3";
  if (spawnSync(python, ["-c", "import numpy"]).status !== 0) {
    console.warn("skipped: the README's Python subject needs python3 with numpy, and none is installed");
    context.skip();
  }
  const program = join(folder, "mine.py");
  writeFileSync(program, blocks.find(({ language }) => language === "python")!.text);
  const cli = [
    join(ROOT, "dist", "cli.js"),
    "check",
    "--command",
    `${python} ${program}`,
    "--initializer",
    "he_normal",
    "--out",
    folder,
  ];
  const { status, stderr } = spawnSync(process.execPath, cli, { encoding: "utf8" });
  expect(withoutProgress(stderr)).toBe("");
  expect(status).toBe(0);
});

test("every link points at a file", () => {
  for (const [, target] of readme.matchAll(/\]\((?!http)([^)#]+)\)/g))
    expect(() => readFileSync(join(ROOT, target!))).not.toThrow();
});
