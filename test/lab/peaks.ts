/** The memory that the propagation experiment takes at most: the command's, and its peer's in PyTorch. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { median } from "../../harness/bench/median.js";
import { pythonEnvironment } from "../../harness/bench/python.js";
import { EXPERIMENT } from "../../harness/bench/reference.js";
import { PROBE, peakIn } from "../peak.js";

/** Peaks of resident memory in kB, medians over processes; absent where the system does not tell them. */
export interface Peak {
  readonly implementation: string;
  readonly threads: number;
  /** Of the program as it stands ready: modules loaded, nothing done. */
  readonly ready: number;
  /** Of a process that did the experiment once. */
  readonly whole: number;
}

const PROCESSES = 3;

export function peaks(python: string, threads: number): readonly Peak[] {
  const each = (threads: number): Peak[] => [
    medianOf("reference", threads, () => reference(threads)),
    medianOf("torch", threads, () => torch(python, threads)),
  ];
  return [...new Set([1, threads])].flatMap(each).filter(({ whole }) => Number.isFinite(whole));
}

type Pair = readonly [ready: number, whole: number];

function medianOf(implementation: string, threads: number, measure: () => Pair): Peak {
  const pairs = Array.from({ length: PROCESSES }, measure);
  const of = (at: 0 | 1): number => median(pairs.map((pair) => pair[at]));
  return { implementation, threads, ready: of(0), whole: of(1) };
}

function reference(threads: number): Pair {
  const out = mkdtempSync(join(tmpdir(), "initgate-peak-"));
  const { depth, width, nets } = EXPERIMENT;
  const words = ["--depth", depth, "--width", width, "--nets", nets, "--threads", threads, "--out", out, "--quiet"];
  try {
    return [program(["--help"]), program([...words.map(String)])];
  } finally {
    rmSync(out, { recursive: true });
  }
}

function program(words: readonly string[]): number {
  const { stderr } = spawnSync(process.execPath, [...PROBE, resolve("dist/cli.js"), "propagate", ...words], {
    encoding: "utf8",
  });
  return peakIn(stderr);
}

function torch(python: string, threads: number): Pair {
  const peak = { peak: true };
  const asked = [peak, { library: "torch", task: "propagation", elements: 1, threads }, peak];
  const { stdout } = spawnSync(python, [resolve("harness/bench/adapters/bench.py"), "torch"], {
    input: asked.map((line) => `${JSON.stringify(line)}\n`).join(""),
    encoding: "utf8",
    env: pythonEnvironment(threads),
  });
  const [ready, , whole] = (stdout ?? "")
    .trim()
    .split("\n")
    .map((line) => (line === "" ? {} : JSON.parse(line)));
  return [ready?.peak ?? Number.NaN, whole?.peak ?? Number.NaN];
}
