/** What docs/propagation.md shows runs, and prints what it says. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { initgate, ROOT } from "../../run.js";

const page = readFileSync(join(ROOT, "docs", "propagation.md"), "utf8");
/** Programs and commands with what they print. */
const shown = [...page.matchAll(/```(js|console)\n([^`]*)```\n\n```text\n([^`]*)```/g)].map(
  ([, language, text, prints]) => ({
    language: language!,
    text: text!,
    prints: prints!,
  }),
);
/** Inside the package, so that it finds itself by name. */
const folder = mkdtempSync(join(ROOT, "build-readme-"));
afterAll(() => rmSync(folder, { recursive: true }));

test("there is something to run", () => expect(shown).toHaveLength(7));

test.each(shown.filter(({ language }) => language === "js"))("a program prints $prints", ({ text, prints }) => {
  const file = join(folder, "example.mjs");
  writeFileSync(file, text);
  const { stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
  expect(stderr).toBe("");
  expect(stdout).toBe(prints);
});

test.each(shown.filter(({ language }) => language === "console"))("$text", ({ text, prints }) => {
  const args = text.trim().replace("$ npx initgate ", "").split(" ");
  const { stdout, stderr } = initgate(args);
  expect(stderr).toBe("");
  for (const line of prints.trim().split("\n")) expect(stdout).toContain(line);
});
