/** The steps of action.yml, carried out as GitHub's runner does it: inputs with their defaults, its bash, its files. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { ROOT } from "../run.js";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: {
    readonly using: string;
    readonly steps: readonly {
      readonly shell: string;
      readonly env: Readonly<Record<string, string>>;
      readonly run: string;
    }[];
  };
}
const action = parse(readFileSync(join(ROOT, "action.yml"), "utf8")) as Action;

/** A repository with initgate installed and a plan, and what the runner gives to a step. */
function runAction(plan: string, inputs: Readonly<Record<string, string>> = {}) {
  const repository = mkdtempSync(join(tmpdir(), "initgate-action-"));
  mkdirSync(join(repository, "node_modules/.bin"), { recursive: true });
  writeFileSync(
    join(repository, "node_modules/.bin/initgate"),
    `#!/bin/sh\nexec node '${join(ROOT, "dist/cli.js")}' "$@"\n`,
    { mode: 0o755 },
  );
  writeFileSync(join(repository, "initgate.toml"), plan);
  const summary = join(repository, "summary-of-the-step.md");
  writeFileSync(summary, "");
  const [step] = action.runs.steps;
  const expanded = (value: string): string =>
    value.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, name: string) => inputs[name] ?? action.inputs[name]!.default);
  const env = Object.fromEntries(Object.entries(step!.env).map(([name, value]) => [name, expanded(value)]));
  const script = join(repository, "step.sh");
  writeFileSync(script, expanded(step!.run));
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
    cwd: repository,
    encoding: "utf8",
    env: { ...process.env, ...env, CI: "true", GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: summary },
  });
  return { status, log: stdout + stderr, repository, summary: readFileSync(summary, "utf8") };
}

const RIGHT = '[[check]]\ninitializer = "he_normal"\nshape = "64x48"\n';
const WRONG = `[[check]]\ncommand = ${JSON.stringify(`node ${join(ROOT, "test/subject/programs/he.mjs")}`)}\ninitializer = "he_normal"\nas = "lecun_normal"\nshape = "64x48"\n`;

describe("action.yml", () => {
  it("is one composite step of bash, whose words go by the environment and never into the script", () => {
    expect(action.runs).toMatchObject({ using: "composite", steps: [{ shell: "bash" }] });
    expect(action.runs.steps[0]!.run).not.toContain("${{");
  });

  it("passes where the plan passes, and leaves the files that it names", () => {
    const { status, log, repository, summary } = runAction(RIGHT);
    expect({ status, log }).toMatchObject({ status: 0 });
    expect(log).not.toMatch(/^::error/m);
    expect(summary).toContain("1 passed, 0 failed");
    expect(readdirSync(join(repository, "initgate-report"))).toEqual(
      expect.arrayContaining(["report.html", "results.json", "verdicts.csv"]),
    );
  });

  it("fails where the plan fails, with an annotation and the summary of the step", () => {
    const { status, log, repository, summary } = runAction(WRONG, { out: "elsewhere", reporter: "junit" });
    expect({ status, log }).toMatchObject({ status: 1 });
    expect(log).toMatch(/^::error title=.*he_normal/m);
    expect(summary).toMatch(/0 passed, 1 failed/);
    expect(readdirSync(join(repository, "elsewhere"))).toEqual(expect.arrayContaining(["junit.xml", "results.json"]));
  });

  it("is not green where the plan is missing", () => {
    expect(runAction(RIGHT, { plan: "nowhere.toml" })).toMatchObject({ status: 2 });
  });
});
