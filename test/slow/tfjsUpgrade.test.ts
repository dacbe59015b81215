/** A real upgrade: two versions of TensorFlow.js from npm, each in a folder of its own, told apart by a baseline. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { initgate } from "../run.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-upgrade-"));
afterAll(() => rmSync(folder, { recursive: true }));

const npm = (...args: string[]): boolean => spawnSync("npm", args, { stdio: "ignore", timeout: 300_000 }).status === 0;
const isReachable = npm("view", "@tensorflow/tfjs@4.22.0", "version");
if (!isReachable) console.warn("skipped: the npm registry cannot be reached, so no real upgrade is compared");

const served = (version: string): string[] => [
  "--command",
  `node test/slow/programs/tfjs.mjs ${join(folder, version)}`,
];

describe.runIf(isReachable)("TensorFlow.js", () => {
  const [THEN, NOW] = ["3.21.0", "4.22.0"];
  const file = join(folder, "baseline.json");
  const rowsOf = (version: string) => {
    const run = initgate(["baseline", "compare", file, ...served(version), "--json"]);
    expect(run.stderr).toBe("");
    return {
      code: run.code,
      rows: JSON.parse(run.stdout).rows as { initializer: string; found: string; verdict: string }[],
    };
  };

  beforeAll(() => {
    for (const version of [THEN, NOW]) {
      const install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", join(folder, version)];
      expect(npm(...install, `@tensorflow/tfjs@${version}`)).toBe(true);
    }
    const written = initgate(["baseline", "write", file, ...served(THEN), "--shape", "20x30,3x3x4x8"]);
    expect(written.stderr).toBe("");
    expect(written.stdout).toMatch(/: \d+ cases of tfjs 3\.21\.0\n$/);
  });

  test(`${THEN} to ${NOW}: normals keep their bits; uniforms, which now heed the seed, keep their law`, () => {
    const { code, rows } = rowsOf(NOW);
    const found = Object.fromEntries(rows.map((row) => [row.initializer, row.found]));
    expect(found).toEqual({
      glorot_normal: "same bits",
      glorot_uniform: "same law",
      he_normal: "same bits",
      he_uniform: "same law",
      lecun_normal: "same bits",
      random_normal: "same bits",
      random_uniform: "same law",
      truncated_normal: "same bits",
      zeros: "same bits",
    });
    expect(code).toBe(0);
  });

  test("a generator that ignores its seed has never the same bits, but its law, against itself", () => {
    const { code, rows } = rowsOf(THEN);
    const uniform = rows.filter(({ initializer }) => initializer.endsWith("uniform"));
    expect(uniform.length).toBeGreaterThan(0);
    expect(new Set(uniform.map(({ found }) => found))).toEqual(new Set(["same law"]));
    expect(rows.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    expect(code).toBe(0);
  });

  test("what initgate means by the same names is another law, named", () => {
    const run = initgate(["baseline", "compare", file, "--json"]);
    const rows = JSON.parse(run.stdout).rows as { initializer: string; found: string; lawNow: string }[];
    const of = (name: string) => rows.filter(({ initializer }) => initializer === name);
    expect(of("he_normal").every(({ found, lawNow }) => found === "other law" && lawNow === "he_normal")).toBe(true);
    expect(of("he_uniform").every(({ found }) => found === "same law")).toBe(true);
    expect(run.code).toBe(1);
  });
});
