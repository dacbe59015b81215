/**
 * Every command under every fault: whatever happens to its streams, its disk or itself, the exit code says so, stderr has one
 * line, no file is half-written, no process stays behind, and the terminal is as it was. The counts are printed.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fill } from "../../harness/contract/initializer.js";
import { encodeNpy } from "../../harness/weights/npy.js";
import { heNormal } from "../../index.js";
import { ROOT } from "../run.js";
import { zipOf } from "../weights/zipOf.js";
import { damageIn, type Fault, type FaultRun, processesOf, runUnder } from "./faultRuns.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-faults-"));
const marker = `faults-${process.pid}-${Date.now()}`;
const subject = `node ${join(ROOT, "test", "subject", "programs", "he.mjs")} ${marker}`;
const small = ["--shape", "30x50", "--initializer", "he_normal"];
const halves = ["--shape", "30x50", "--initializer", "he_normal,zeros", "--threads", "1"];
/** Nobody listens there. */
const NO_REDIS = "redis://127.0.0.1:1";

/** By name: the arguments, what is written to, and how often its moments are tried. */
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  check: ["check", ...small, "--threads", "2"],
  "check --command": ["check", "--shape", "30x50", "--command", subject],
  "check --shard": ["check", ...halves, "--shard", "2/2"],
  "check --redis": ["check", ...small, "--redis", NO_REDIS],
  audit: ["audit", join(folder, "weights.npy")],
  "audit --contract": ["audit", join(folder, "net1.npz"), "--contract", join(folder, "contract.toml")],
  propagate: ["propagate", "--width", "16", "--depth", "12", "--nets", "12", "--threads", "2"],
  "propagate --coord-check": ["propagate", "--coord-check", "--width", "8,16", "--depth", "3", "--nets", "6"],
  "propagate --weights": [
    "propagate",
    "--weights",
    ...[1, 2, 3].map((k) => join(folder, `net${k}.npz`)),
    "--as",
    "he_normal",
  ],
  recommend: ["recommend", "--depth", "4", "--width", "16"],
  bench: ["bench", "--quick", "--runs", "1", "--threads", "1", "--python", "no-such-python", "--peers", folder],
  "baseline write": ["baseline", "write", join(folder, "written", "baseline.json"), ...small],
  "baseline compare": ["baseline", "compare", join(folder, "baseline.json")],
  run: ["run", join(folder, "plan.toml")],
  report: ["report", join(folder, "results")],
  merge: ["merge", join(folder, "shard1"), join(folder, "shard2")],
  completion: ["completion", "bash"],
  worker: ["worker", "--redis", NO_REDIS, "--threads", "1"],
};
/** Those that write no files. */
const WRITES_NOTHING = ["completion", "worker"];
/** Those that end in a line of their own. */
const FAILS: readonly string[] = ["check --redis", "worker"];
const linesOf = (name: string): number => (FAILS.includes(name) ? 1 : 0);

const outOf = (name: string, fault: string): string => join(folder, "out", `${name} ${fault}`.replace(/\W+/g, "-"));

async function runOf(name: string, fault: string, how: Fault, out = outOf(name, fault)): Promise<FaultRun> {
  return runUnder(how, [...COMMANDS[name]!, ...outWords(name, out)], folder);
}

const outWords = (name: string, out: string): readonly string[] =>
  WRITES_NOTHING.includes(name) ? [] : ["--out", out];

interface Expected {
  readonly codes: readonly number[];
  /** At most. */
  readonly lines: number;
}

/** Command by fault: how many runs were as they must be. */
const counts = new Map<string, Map<string, { right: number; all: number }>>();

function count(name: string, fault: string, faults: readonly string[]): void {
  const row = counts.get(name) ?? new Map<string, { right: number; all: number }>();
  const cell = row.get(fault) ?? { right: 0, all: 0 };
  row.set(fault, { right: cell.right + (faults.length === 0 ? 1 : 0), all: cell.all + 1 });
  counts.set(name, row);
}

/** What is wrong with a run. */
function wrongIn(run: FaultRun, { codes, lines }: Expected, out: string): readonly string[] {
  const killed = run.code === 137;
  return [
    ...(codes.includes(run.code) ? [] : [`exit code ${run.code}, not ${codes.join(" or ")}`]),
    ...(run.lines.length <= lines && run.lines.every((line) => line.startsWith("initgate: "))
      ? []
      : [`stderr: ${run.lines.join(" | ").slice(0, 400)}`]),
    ...(run.late < 2000 ? [] : [`ended ${Math.round(run.late)} ms after the signal`]),
    ...damageIn(out, killed),
  ];
}

const clean = new Map<string, FaultRun>();
const durations = new Map<string, number>();
const names = Object.keys(COMMANDS);

beforeAll(async () => {
  const data = Float32Array.from({ length: 3000 }, (_, k) => Math.sin(k * k) / 10);
  writeFileSync(join(folder, "weights.npy"), encodeNpy({ shape: [50, 60], dtype: "float32", data }));
  for (const net of [1, 2, 3]) {
    const layers = [1, 2, 3, 4].map((layer) => {
      const weight = fill(heNormal, { shape: [32, 32], layout: "io", seed: 10 * net + layer });
      return { name: `l${layer}.npy`, content: encodeNpy({ shape: [32, 32], dtype: "float32", data: weight }) };
    });
    writeFileSync(join(folder, `net${net}.npz`), zipOf(layers));
  }
  writeFileSync(join(folder, "contract.toml"), 'layout = "io"\n[[tensor]]\nname = "l{layer}"\nas = "he_normal"\n');
  for (const k of [1, 2]) {
    const half = ["check", ...halves, "--shard", `${k}/2`, "--out", join(folder, `shard${k}`)];
    expect(await runUnder({}, half, folder)).toMatchObject({ code: 0, lines: [] });
  }
  writeFileSync(join(folder, "plan.toml"), '[[check]]\ninitializer = ["zeros", "ones"]\n');
  const first = await runUnder({}, ["check", ...small, "--out", join(folder, "results")], folder);
  expect(first.code).toBe(0);
  const written = await runUnder({}, ["baseline", "write", join(folder, "baseline.json"), ...small], folder);
  expect(written).toMatchObject({ code: 0, lines: [] });
  for (const name of names) {
    const start = performance.now();
    clean.set(name, await runOf(name, "none", {}));
    durations.set(name, performance.now() - start);
  }
}, 300_000);

afterAll(() => {
  const faults = [...new Set([...counts.values()].flatMap((row) => [...row.keys()]))];
  const widths = faults.map((fault) => Math.max(5, fault.length));
  const line = (first: string, cells: readonly string[]): string =>
    [first.padEnd(16), ...cells.map((cell, k) => cell.padStart(widths[k]!))].join("  ");
  const rows = [...counts].map(([name, row]) => {
    const cells = faults.map((fault) => {
      const cell = row.get(fault);
      return cell === undefined ? "-" : `${cell.right}/${cell.all}`;
    });
    return line(name, cells);
  });
  process.stdout.write(`\n${[line("right of all", faults), ...rows].join("\n")}\n\n`);
  rmSync(folder, { recursive: true, force: true });
});

/** All commands under one fault; what went wrong, by command. */
async function everyCommand(
  fault: string,
  how: Fault,
  expected: (name: string, code: number) => Expected,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const name of names) {
    const run = await runOf(name, fault, how);
    const faults = wrongIn(run, expected(name, clean.get(name)!.code), outOf(name, fault));
    count(name, fault, faults);
    wrong.push(...faults.map((one) => `${name}: ${one}`));
  }
  return wrong;
}

test("without a fault commands end by their verdict, and say nothing on stderr", () => {
  for (const name of names) {
    const run = clean.get(name)!;
    const faults = wrongIn(run, { codes: [0, 1, 2], lines: linesOf(name) }, outOf(name, "none"));
    count(name, "none", faults);
    expect(faults, name).toEqual([]);
  }
  // What is right in every way exits 0: a table of doubts would hide a fault.
  const right = names.filter((name) => name !== "audit" && !FAILS.includes(name));
  for (const name of right) expect(clean.get(name)!.code, name).toBe(0);
  for (const name of FAILS) expect(clean.get(name)!.lines, name).toEqual([expect.stringContaining(NO_REDIS)]);
});

test("a full stdout is one line, and exit 2 unless a case failed", async () => {
  const full = await everyCommand("stdout full", { shell: "exec PROGRAM > /dev/full" }, (_, code) => ({
    codes: [code === 1 ? 1 : 2],
    lines: 1,
  }));
  expect(full).toEqual([]);
});

test("a closed stdout and a reader that goes away change no exit code", async () => {
  const same = (name: string, code: number): Expected => ({ codes: [code], lines: linesOf(name) });
  expect(await everyCommand("stdout closed", { shell: "exec PROGRAM >&-" }, same)).toEqual([]);
  expect(await everyCommand("EPIPE", { reader: "gone" }, same)).toEqual([]);
});

test("18 file descriptors are one line and exit 2, or enough", async () => {
  const few = await everyCommand("18 descriptors", { shell: "ulimit -n 18; exec PROGRAM" }, (_, code) => ({
    codes: [code, 2],
    lines: 1,
  }));
  expect(few).toEqual([]);
});

/** Moments over the whole run, from a printed seed. */
function moments(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

test.each([
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGKILL", 137],
] as const)("%s at any moment ends the run within two seconds", { timeout: 300_000 }, async (signal, code) => {
  const seed = process.env["FAULTS_SEED"] === undefined ? Date.now() % 1e6 : Number(process.env["FAULTS_SEED"]);
  const at = moments(seed);
  const wrong: string[] = [];
  for (const name of names) {
    const out = outOf(name, signal);
    const after = at() * durations.get(name)!;
    const run = await runOf(name, signal, { signal, after });
    const expected = { codes: [code, clean.get(name)!.code], lines: 1 };
    const faults = [...wrongIn(run, expected, out)];
    // A guardian ends what a killed program leaves behind.
    for (let tries = 0; tries < 40 && processesOf(marker).length > 0; tries++)
      await new Promise((go) => setTimeout(go, 50));
    faults.push(...processesOf(marker).map((line) => `left behind: ${line}`));
    count(name, signal, faults);
    wrong.push(...faults.map((one) => `${name} after ${Math.round(after)} ms (FAULTS_SEED=${seed}): ${one}`));
  }
  expect(wrong).toEqual([]);
});

test("a worker whose server never answers ends by SIGTERM all the same", async () => {
  const mute = createServer();
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = mute.address() as AddressInfo;
    const args = ["worker", "--redis", `redis://127.0.0.1:${port}`, "--threads", "1"];
    const connected = new Promise<void>((resolve) => mute.once("connection", () => resolve()));
    const run = await runUnder({ signal: "SIGTERM", when: connected }, args, folder);
    expect(run).toMatchObject({ code: 143, lines: [] });
    expect(run.late).toBeLessThan(2000);
  } finally {
    mute.close();
  }
});

test("what a killed run left is swept by the next", async () => {
  const out = join(folder, "swept");
  for (let tries = 0; tries < 3; tries++)
    await runUnder({ signal: "SIGKILL", after: 400 + 200 * tries }, ["check", ...small, "--out", out], folder);
  expect((await runUnder({}, ["check", ...small, "--out", out], folder)).code).toBe(0);
  expect(damageIn(out, false)).toEqual([]);
});

/** A small file system of its own, where this user may mount one. */
function mounted(path: string, options: string): boolean {
  mkdirSync(path, { recursive: true });
  return spawnSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path]).status === 0;
}

test.each([
  ["disk full", "size=8k,nr_inodes=64"],
  ["disk read-only", "size=64k,ro"],
])("%s", async (fault, options) => {
  const disk = join(folder, fault.replace(" ", "-"));
  if (!mounted(disk, options)) {
    console.warn(`SKIPPED: ${fault}: no file system can be mounted here`);
    return;
  }
  try {
    const wrong: string[] = [];
    for (const name of names) {
      const args = COMMANDS[name]!.map((word) => word.replace(join(folder, "written"), join(disk, "written")));
      const out = name === "baseline write" ? outOf(name, fault) : join(disk, "out");
      const run = await runUnder({}, [...args, ...outWords(name, out)], folder);
      const ok = clean.get(name)!.code;
      // What is small enough may fit on the full disk.
      const isSafe = fault === "disk full" || WRITES_NOTHING.includes(name);
      const codes = isSafe ? [ok === 1 ? 1 : 2, ok] : [2];
      const faults = wrongIn(run, { codes, lines: run.code === ok && ok !== 2 ? 0 : 1 }, out);
      count(name, fault, faults);
      wrong.push(...faults.map((one) => `${name}: ${one}`));
      if (fault === "disk full") rmSync(join(disk, "out"), { recursive: true, force: true });
    }
    expect(wrong).toEqual([]);
  } finally {
    spawnSync("umount", [disk]);
  }
});

const python = ["/usr/bin/python3", "python3"].find((one) => spawnSync(one, ["-c", "import pty"]).status === 0);

test("Ctrl-C leaves the terminal as it was", { timeout: 120_000 }, () => {
  if (python === undefined) {
    console.warn("SKIPPED: no python3 with pty: terminals are not tried");
    return;
  }
  for (const wait of [0.5, 4, 8]) {
    const program = [
      process.execPath,
      join(ROOT, "dist", "cli.js"),
      "check",
      "--samples",
      "2000000",
      "--out",
      outOf("pty", "pty"),
    ];
    const script = join(ROOT, "test", "slow", "programs", "terminal.py");
    const { stdout } = spawnSync(python, [script, String(wait), ...program], { encoding: "utf8", cwd: folder });
    const { code, printed, same, seconds } = JSON.parse(stdout);
    const faults = [
      ...(code === 130 ? [] : [`exit code ${code}`]),
      ...(same === false ? ["settings are others"] : []),
      // Modes that are switched off must be switched on again: wrapping, the cursor, the other screen.
      ...["?7l", "?25l", "?1049h"].filter((mode) => printed.includes(`\u001b[${mode}`)),
      ...(seconds < 2 ? [] : [`ended ${seconds} s after Ctrl-C`]),
    ];
    count("check", "terminal", faults);
    expect(faults, printed).toEqual([]);
  }
});
