/** `initgate run`: one file of tables, one alpha, one verdict, one report. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { parsePlan } from "../../harness/command/planFile.js";
import { readRun } from "../../harness/command/results/readRun.js";
import { encodeNpy } from "../../harness/weights/npy.js";
import { fill, heNormal } from "../../index.js";
import { initgate } from "../run.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-plan-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a table holds the long options of its command, in any of TOML's types", () => {
  const plan = parsePlan(`
    alpha = 1e-6
    seed = 7
    [[check]]
    initializer = ["he_*", "random_normal(mean=0, stddev=0.02)"]
    fan_in = 4096
    shape = "32x64"
    param = { gain = 2 }
    [[audit]]
    files = ["a.npy", "b.npy"]
    as = "he_normal"
    [[baseline]]
    file = "before.json"
    subject = "torch"
  `);
  expect(plan).toEqual({
    alpha: 1e-6,
    seed: 7,
    tables: [
      {
        name: "check 1",
        words: [
          ...["check", "--initializer=he_*,random_normal(mean=0, stddev=0.02)", "--fan-in=4096", "--shape=32x64"],
          ...["--param=gain=2", "--"],
        ],
      },
      { name: "audit 1", words: ["audit", "--as=he_normal", "--", "a.npy", "b.npy"] },
      { name: "baseline 1", words: ["baseline", "compare", "--subject=torch", "--", "before.json"] },
    ],
  });
});

test.each([
  ["", "must have a table of [[check]], [[audit]], [[propagate]], [[baseline]], got none"],
  [
    "[[chek]]",
    "must hold alpha, seed, [[check]], [[audit]], [[propagate]], [[baseline]], got chek (did you mean check?)",
  ],
  ["alpha = 2\n[[check]]", "alpha must be a number between 0 and 1, got 2"],
  ["alpha = nan\n[[check]]", "alpha must be a number between 0 and 1, got NaN"],
  ["seed = -1\n[[check]]", "seed must be a whole number, got -1"],
  ["check = 1", "check must be tables, written [[check]]"],
  ["[[check]]\nalpha = 0.1", "check 1: alpha is of the whole run, and cannot stand in a table"],
  ['[[check]]\nredis = "redis://host"', "check 1: redis is of the whole run, and cannot stand in a table"],
])("%j is refused in one line", (source, message) => {
  expect(() => parsePlan(source)).toThrow(message);
});

const planFile = (name: string, source: string): string => {
  writeFileSync(join(folder, name), source);
  return join(folder, name);
};

test.each([
  ["[7, 13]", "--shape=7x13"],
  ['["7x13", "3x5"]', "--shape=7x13,3x5"],
  ["[[7, 13], [3, 5]]", "--shape=7x13,3x5"],
])("shape = %s is %s", (list, word) => {
  expect(parsePlan(`[[check]]\nshape = ${list}\n`).tables[0]!.words).toContain(word);
});

test("a plan has one verdict and one report, and paths relative to itself", () => {
  const weights = fill(heNormal, { shape: [64, 96], layout: "io", seed: 1 });
  writeFileSync(join(folder, "w.npy"), encodeNpy({ shape: [64, 96], dtype: "float32", data: weights }));
  const path = planFile(
    "good.toml",
    `[[check]]\ninitializer = ["he_uniform", "zeros"]\nshape = ["7x13"]\n[[check]]\ninitializer = "ones"\nshape = "3x5"
     [[audit]]\nfiles = ["w.npy"]\nas = "he_normal"\nlayout = "io"\n`,
  );
  const out = join(folder, "out");
  const { code, stdout } = initgate(["run", path, "--out", out, "--reporter", "csv,junit"]);
  expect({ code, last: stdout.trim().split("\n").at(-1) }).toEqual({
    code: 0,
    last: "plan: 4 passed, 0 failed, 0 undetermined; if everything in it is right, any of it fails with probability at most 1e-9",
  });
  const { kind, record } = readRun(out);
  expect({ kind, alphas: "parts" in record && record.parts.length }).toEqual({ kind: "run", alphas: 3 });
  const verdicts = readFileSync(join(out, "verdicts.csv"), "utf8").trim().split("\n");
  expect(verdicts).toHaveLength(4);
  expect(verdicts.filter((line) => line.startsWith("subject,"))).toHaveLength(1);
});

test("what cannot be carried out is doubt, and the others go on; a failure outranks doubt", () => {
  const missing = `[[audit]]\nfiles = ["nothere.npy"]\n`;
  const good = `[[check]]\ninitializer = "zeros"\nshape = "3x5"\n`;
  const wrong = `[[audit]]\nfiles = ["w.npy"]\nas = "lecun_normal"\nlayout = "io"\n`;
  const doubt = initgate(["run", planFile("doubt.toml", missing + good), "--out", join(folder, "doubt")]);
  expect(doubt.code).toBe(2);
  expect(doubt.stdout).toContain("audit 1: nothere.npy: must be a readable file, got ENOENT");
  expect(doubt.stdout).toContain("1 passed, 0 failed, 1 undetermined");
  const failed = initgate(["run", planFile("failed.toml", missing + wrong), "--out", join(folder, "failed")]);
  expect(failed.code).toBe(1);
});

test("options of a table are read by their command, and a wrong one is one line", () => {
  const path = planFile("wrong.toml", `[[check]]\ninitialiser = "zeros"\n`);
  const { code, stdout, stderr } = initgate(["run", path, "--out", join(folder, "wrong")]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  expect(stderr).toBe(
    "initgate: plan: check 1: keys must be options of check, got initialiser (did you mean initializer?)\n",
  );
  const nested = planFile("nested.toml", `[[baseline]]\nfile = "b.json"\nsubjct = "torch"\n`);
  expect(initgate(["run", nested, "--out", join(folder, "wrong")]).stderr).toBe(
    "initgate: plan: baseline 1: keys must be options of compare, got subjct (did you mean subject?)\n",
  );
});

test("a fault in the TOML is told with its line, and a missing plan with what to do", () => {
  const path = planFile("broken.toml", `[[check]]\ninitializer = ["zeros"\nshape = "3x5"\n`);
  expect(initgate(["run", path, "--out", join(folder, "wrong")]).stderr).toMatch(
    /broken\.toml: Invalid TOML document: .*, at line \d\n$/,
  );
  expect(initgate(["run", "--out", join(folder, "wrong")], { cwd: folder }).stderr).toBe(
    "initgate: run: initgate.toml must lie here, or a plan be named, got none: docs/ci.md shows one\n",
  );
});

test("--list says what would run", () => {
  const path = planFile("list.toml", `[[check]]\ninitializer = "zeros"\nshape = "3x5"\n`);
  const { code, stdout } = initgate(["run", path, "--list"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "check 1: check --initializer=zeros --shape=3x5 --\n" });
});
