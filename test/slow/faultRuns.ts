/** One run of the built program under one fault, and what it left behind. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readRun } from "../../harness/command/results/readRun.js";
import { ROOT, withoutProgress } from "../run.js";

const PROGRAM = join(ROOT, "dist", "cli.js");

export interface Fault {
  /** Shell words before the program and behind it; "$@" is the program. */
  readonly shell?: string;
  /** The reader of stdout goes away before anything is printed. */
  readonly reader?: "gone";
  readonly signal?: NodeJS.Signals;
  /** Milliseconds until the signal, or what it waits for. */
  readonly after?: number;
  readonly when?: Promise<void>;
}

export interface FaultRun {
  /** The exit code as a shell would give it. */
  readonly code: number;
  /** Lines on stderr that are no progress. */
  readonly lines: readonly string[];
  /** Milliseconds from the signal to the end; 0 without one. */
  readonly late: number;
}

const SIGNALS: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

export function runUnder(fault: Fault, args: readonly string[], cwd: string): Promise<FaultRun> {
  const program = [process.execPath, PROGRAM, ...args];
  const [file, ...words] =
    fault.shell === undefined ? program : ["/bin/sh", "-c", fault.shell.replace("PROGRAM", '"$@"'), "sh", ...program];
  const child = spawn(file!, words, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString("utf8");
  });
  if (fault.reader === "gone") child.stdout.destroy();
  else child.stdout.resume();
  let sent = 0;
  const send = (): void => {
    sent = performance.now();
    child.kill(fault.signal);
  };
  const timer = fault.after === undefined ? undefined : setTimeout(send, fault.after);
  void fault.when?.then(send);
  return new Promise((resolve) => {
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      const late = sent === 0 ? 0 : performance.now() - sent;
      const lines = withoutProgress(stderr)
        .split("\n")
        .filter((line) => line !== "");
      resolve({ code: code ?? 128 + SIGNALS[signal!]!, lines, late });
    });
  });
}

/** What is wrong with a directory after a run: half a file, files of two runs, something temporary. */
export function damageIn(directory: string, killed: boolean): readonly string[] {
  if (!existsSync(directory)) return [];
  const names = readdirSync(directory);
  const temporary = names.filter((name) => name.endsWith(".tmp"));
  const cut = names
    .filter((name) => /\.(csv|json|xml|md)$/.test(name))
    .filter((name) => !readFileSync(join(directory, name), "utf8").endsWith("\n"));
  return [...(killed ? [] : temporary), ...cut, ...mixedRuns(directory, killed)];
}

/** A reader takes the directory for one run, or refuses it; only a run that was killed may leave one to refuse. */
function mixedRuns(directory: string, killed: boolean): readonly string[] {
  if (!existsSync(join(directory, "results.json"))) return [];
  try {
    readRun(directory);
    return [];
  } catch (error) {
    return killed ? [] : [(error as Error).message];
  }
}

/** Processes whose arguments hold the marker. */
export function processesOf(marker: string): readonly string[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,args="], { encoding: "utf8" });
  return stdout.split("\n").filter((line) => line.includes(marker));
}
