/** Subjects that are processes, several at once: the same bytes, no more of them than pay, and none left behind. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { initgate, ROOT } from "../run.js";

const PROGRAM = join(ROOT, "test", "subject", "programs", "fleeting.mjs");
const folder = (): string => mkdtempSync(join(tmpdir(), "initgate-processes-"));

/** A subject, and the processes that are started of it from now on. */
function fleeting(wait: number, ...deadly: readonly string[]) {
  const file = join(folder(), "pids");
  process.env["FLEETING_PIDS"] = file;
  const command = ["node", PROGRAM, String(wait), ...deadly].join(" ");
  const pids = (): number[] => (existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").map(Number) : []);
  return { command, pids };
}
afterEach(() => {
  delete process.env["FLEETING_PIDS"];
});

const written = (out: string): Record<string, string> =>
  Object.fromEntries(readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")]));

function sameBytes(found: Record<string, string>, expected: Record<string, string>): void {
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, text] of Object.entries(expected)) expect(`${name} ${found[name] === text}`).toBe(`${name} true`);
}

const isAlive = (pid: number): boolean => {
  try {
    return !/^\S+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
};

const SHAPES = Array.from({ length: 12 }, (_, k) => `${20 + k}x${31 - k}`);
const check = ["check", "--initializer", "he_normal", "--shape", SHAPES.join(), "--samples", "2000", "--quiet"];
const propagate = [
  "propagate",
  "--initializer",
  "he_normal",
  "--width",
  "8",
  "--depth",
  "4",
  "--nets",
  "30",
  "--quiet",
];

describe.each([
  ["check", check, [] as readonly string[], 0],
  ["check of a program that dies once", check, ["22x29"], 2],
  ["check of a program that dies too often", check, ["21x30", "22x29", "24x27", "29x22"], 2],
  ["propagate", propagate, [], 0],
  ["propagate of a program that dies", [...propagate, "--width", "8,9"], ["8x8"], 2],
])("%s", (_, args, deadly, code) => {
  test("writes the same bytes with any number of processes", () => {
    const runs = [1, 4].map((threads) => {
      const { command, pids } = fleeting(40, ...deadly);
      const ran = initgate([...args, "--command", command, "--threads", String(threads)]);
      expect(ran.code, ran.stderr).toBe(code);
      expect(pids().filter(isAlive)).toEqual([]);
      return { files: written(ran.out), processes: pids().length };
    });
    for (const { files } of runs) sameBytes(files, runs[0]!.files);
    if (deadly.length === 0) expect(runs[0]!.processes).toBe(1);
    // At least one of them could go on beside the first.
    expect(runs[1]!.processes).toBeGreaterThan(1);
    expect(runs[1]!.processes).toBeLessThanOrEqual(4 * (1 + deadly.length));
  });
});

test("a program that dies once costs its case alone, and is started again", () => {
  const { command, pids } = fleeting(0, "22x29");
  const ran = initgate([...check, "--command", command, "--threads", "1"]);
  const rows = JSON.parse(ran.file("results.json")).results as readonly Record<string, unknown>[];
  expect(rows.map(({ lost }) => lost)).toEqual(SHAPES.map((shape) => (shape === "22x29" ? true : undefined)));
  expect(rows.map(({ verdict }) => verdict)).toEqual(
    SHAPES.map((shape) => (shape === "22x29" ? "undetermined" : "pass")),
  );
  expect(rows[2]!["notes"]).toEqual([expect.stringMatching(/exited with code 3\); stderr: died of 22x29$/)]);
  expect(pids()).toHaveLength(2);
});

test("shards of a program that dies too often merge to the run of one process", () => {
  const { command } = fleeting(0, "21x30", "22x29", "24x27", "29x22");
  const whole = initgate([...check, "--command", command]);
  const shards = [1, 2].map((index) => initgate([...check, "--command", command, "--shard", `${index}/2`]));
  const merged = initgate(["merge", ...shards.map(({ out }) => out), "--quiet"]);
  expect(merged.code).toBe(2);
  sameBytes(written(merged.out), written(whole.out));
  expect(merged.file("verdicts.csv")).toContain("30x21");
  expect(merged.file("results.json")).toContain("not judged: fleeting hung, died or said what cannot be read");
});

test("work shorter than a start is left to one process", () => {
  const { command, pids } = fleeting(0);
  const ran = initgate(["check", "--command", command, "--shape", "4x5,5x4", "--samples", "1", "--threads", "5"]);
  expect(ran.code).not.toBe(1);
  expect(pids()).toHaveLength(1);
});

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGKILL", "SIGKILL"],
] as const)("%s ends all of them", async (signal, code) => {
  const { command, pids } = fleeting(150);
  const args = [...check, "--command", command, "--threads", "4", "--out", folder()];
  const gate = spawn(process.execPath, [join(ROOT, "dist", "cli.js"), ...args], { stdio: "ignore" });
  const ended = new Promise((resolve) => gate.once("exit", (exit, by) => resolve(exit ?? by)));
  await expect.poll(() => pids().length, { timeout: 30_000, interval: 50 }).toBeGreaterThan(1);
  gate.kill(signal);
  expect(await ended).toBe(code);
  await expect.poll(() => pids().filter(isAlive), { timeout: 5000, interval: 50 }).toEqual([]);
});
