/** Two commands that write to one directory: the files of the first go, and the second says so. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { initgate } from "../run.js";

const out = mkdtempSync(join(tmpdir(), "initgate-shared-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const propagate = [
  "propagate",
  "--depth",
  "3",
  "--width",
  "8",
  "--nets",
  "2",
  "--initializer",
  "he_normal",
  "--out",
  out,
];
const recommend = ["recommend", "--activation", "relu", "--depth", "3", "--out", out];

test("the files of another command are removed, and named", () => {
  initgate([...propagate, "--reporter", "csv"]);
  expect(initgate(recommend).stderr).toBe(
    `initgate: ${out}: removed propagation.csv, propagation-verdicts.csv of an earlier propagate; --out DIR writes elsewhere\n`,
  );
  expect(readdirSync(out).sort()).toEqual(["recommend-rules.csv", "recommend.csv", "results.json"]);
});

test("those of the same command are replaced without a word", () =>
  expect(initgate(recommend)).toMatchObject({ code: 0, stderr: "" }));
