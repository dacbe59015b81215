/** The recipes of docs/fleet.md, run as their schedulers run them: every index does its share, and any other is an error. */
import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { ROOT } from "../run.js";

const page = readFileSync(join(ROOT, "docs", "fleet.md"), "utf8");
const blocks = [...page.matchAll(/```(yaml|sh)\n(.*?)```/gs)].map(([, , text]) => text!);
const blockWith = (word: string): string => blocks.find((text) => text.includes(word))!;

interface Recipe {
  readonly name: string;
  /** What the shell of job `index` of 4 is given, counted as the scheduler counts; undefined leaves the index unset. */
  readonly job: (index: string | undefined, folder: string) => { readonly script: string; readonly env: Variables };
  readonly indices: readonly string[];
}
type Variables = Readonly<Record<string, string>>;

const set = (name: string, value: string | undefined): Variables => (value === undefined ? {} : { [name]: value });

const github = parse(blockWith("strategy"));
const gitlab = parse(blockWith("CI_NODE_INDEX"));
const kubernetes = parse(blockWith("JOB_COMPLETION_INDEX")).spec;

const recipes: readonly Recipe[] = [
  {
    name: "GitHub Actions",
    indices: github.jobs.shard.strategy.matrix.shard.map(String),
    job: (index = "") => ({
      script: github.jobs.shard.steps
        .flatMap(({ run }: { readonly run?: string }) => run ?? [])
        .join("\n")
        .replaceAll(/\$\{\{ matrix\.shard \}\}/g, index),
      env: {},
    }),
  },
  {
    name: "GitLab",
    indices: Array.from({ length: gitlab.shard.parallel }, (_, k) => String(k + 1)),
    job: (index) => ({
      script: gitlab.shard.script.join("\n"),
      env: { CI_NODE_TOTAL: "4", ...set("CI_NODE_INDEX", index) },
    }),
  },
  {
    name: "Slurm",
    indices: ["1", "2", "3", "4"],
    job: (index) => ({
      script: blockWith("SLURM_ARRAY_TASK_ID"),
      env: { SLURM_ARRAY_TASK_COUNT: "4", ...set("SLURM_ARRAY_TASK_ID", index) },
    }),
  },
  {
    name: "Kubernetes",
    indices: Array.from({ length: kubernetes.completions }, (_, k) => String(k)),
    job: (index, folder) => ({
      script: kubernetes.template.spec.containers[0].args[0].replaceAll("/results/shard", `${folder}/shard`),
      env: set("JOB_COMPLETION_INDEX", index),
    }),
  },
];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "initgate-recipes-"));
  // The gate of a recipe is the whole one: here it has four small cases.
  const few = "--initializer zeros --shape 3x5,4x4,5x3,2x7";
  const npx = `#!/bin/sh\n[ "$1 $2" = "initgate check" ] && more="${few}"\nshift\nexec node ${join(ROOT, "dist", "cli.js")} "$@" $more\n`;
  for (const [name, text] of [
    ["npx", npx],
    ["npm", "#!/bin/sh\n"],
  ] as const) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o755);
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function shell(script: string, env: Variables): { readonly code: number | null; readonly stderr: string } {
  const path = `${folder}${delimiter}${process.env["PATH"]}`;
  const ran = spawnSync("sh", ["-e", "-c", script], { cwd: folder, env: { PATH: path, ...env }, encoding: "utf8" });
  return { code: ran.status, stderr: ran.stderr };
}

const shards = (): string[] => readdirSync(folder).filter((name) => name.startsWith("shard"));

describe.each(recipes)("$name", ({ indices, job }) => {
  test("does a share an index, and they merge to the whole run", () => {
    for (const index of indices) {
      const { script, env } = job(index, folder);
      expect(shell(script, env)).toEqual({ code: 0, stderr: "" });
    }
    expect(shards().sort()).toEqual(["shard-1", "shard-2", "shard-3", "shard-4"]);
    expect(shell("npx initgate merge --quiet --out merged shard-*", {}).code).toBe(0);
    expect(shell("npx initgate check --quiet --out whole", {}).code).toBe(0);
    const [merged, whole] = ["merged", "whole"].map((name) => readFileSync(join(folder, name, "results.json"), "utf8"));
    expect(merged === whole).toBe(true);
  });

  const beyond = indices.includes("0") ? ["4", "-1"] : ["5", "0"];
  test.each([undefined, "", ...beyond, "x", "1.5", "1 2"])("has no share for %j", (index) => {
    const { script, env } = job(index, folder);
    const { code, stderr } = shell(script, env);
    expect(code, stderr).not.toBe(0);
    expect(stderr).not.toBe("");
    for (const name of shards()) expect(existsSync(join(folder, name, "results.json"))).toBe(false);
  });
});

test("every recipe merges what its shards have left", () => {
  for (const merge of [github.jobs.merge.steps.at(-1).run, gitlab.merge.script.at(-1)])
    expect(merge).toMatch(/^npx initgate merge shard-/);
});
