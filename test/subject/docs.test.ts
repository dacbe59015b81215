/** The programs and commands of docs/subjects.md run, and end as the page says. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { subjectNames } from "../../harness/subject/open.js";
import { presets } from "../../initializers/presets/index.js";
import { initgate, ROOT } from "../run.js";

const page = readFileSync(join(ROOT, "docs", "subjects.md"), "utf8");
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text]) => text!);

test("the subject in JavaScript passes, under the name that it claims for a contract too", () => {
  const program = join(mkdtempSync(join(tmpdir(), "initgate-")), "mine.mjs");
  writeFileSync(program, blocks("js")[0]!);
  const run = initgate(["check", "--command", `node ${program}`, "--shape", "30x50", "--json"]);
  expect(run.stderr).toBe("");
  const { results } = JSON.parse(run.stdout) as {
    results: { key: { initializer: string; contract: string }; verdict: string }[];
  };
  expect(results.map(({ key, verdict }) => [key.initializer, key.contract, verdict])).toEqual([
    ["glorot_uniform", "glorot_uniform", "pass"],
    ["my_glorot", "glorot_uniform", "pass"],
  ]);
});

describe("commands", () => {
  const commands = blocks("console")
    .flatMap((text) => text.trim().split("\n"))
    .filter((line) => !/torch --|--command/.test(line));
  const expected = [/depthwise/, /keras:he_normal/].map((wrong) => (line: string) => wrong.test(line));
  test.each(commands)("%s", (line) => {
    const words = [...line.slice("$ npx initgate ".length).matchAll(/"([^"]*)"|(\S+)/g)].map(([, a, b]) => a ?? b!);
    expect(initgate(words).code).toBe(expected.some((fails) => fails(line)) ? 1 : 0);
  });
});

test("every subject and every preset's prefix is on the page", () => {
  for (const name of subjectNames) expect(page).toContain(`\`${name}\``);
  for (const { name } of presets) expect(page).toContain(`\`${name.split(":")[0]}:\``);
});

test("where @jax-js/jax is not installed, one line says how to install it", () => {
  const run = initgate(["check", "--subject", "jax-js"]);
  expect(run.stderr).toBe(
    "initgate: jax-js: @jax-js/jax must be installed beside initgate (npm install @jax-js/jax), got none\n",
  );
  expect(run.code).toBe(2);
});

test.each(["[]", '{"device": ["cpu"]}', '{"device": {"cpu": 1}}'])("options %s are refused in one line", (options) => {
  const { code, stderr } = liar(`"options": ${options}`);
  expect(stderr).toMatch(/must describe its options as \{"device": .*, got /);
  expect([code, stderr.trim().split("\n").length]).toEqual([2, 1]);
});

/** A program that says this of itself. */
function liar(words: string) {
  const program = join(mkdtempSync(join(tmpdir(), "initgate-")), "liar.mjs");
  const about = `{"name": "liar", "version": "1", "initializers": ["a"], ${words}}`;
  writeFileSync(program, `process.stdin.once("data", () => console.log('${about}'));`);
  return initgate(["check", "--command", `node ${program}`]);
}

describe("claims that are none are refused in one line", () => {
  test.each([
    ["[]", /must describe its claims as an object, got \[\]/],
    ['{"a": 1}', /must describe its claim a as an object, got 1/],
    ['{"a": {"as": 3}}', /its claim a must name a contract as text, got 3/],
    ['{"a": {"layout": "OI"}}', /its claim a must have a layout, got "OI"/],
    ['{"a": {"groups": 0}}', /its claim a must have a positive integer for groups, got 0/],
    ['{"a": {"shapes": ["3xx"]}}', /its claim a must have shapes such as 300x500 in a list/],
    [
      '{"a": {"shape": "3x3"}}',
      /its claim a must be of as, params, layout, groups, fan_in, fan_out and shapes, got "shape"/,
    ],
  ])("%s", (claims, message) => {
    const run = liar(`"claims": ${claims}`);
    expect(run.stderr).toMatch(message);
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
    expect(run.code).toBe(2);
  });
});
