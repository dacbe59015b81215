/** A program run without a shell, in a process group of its own that ends as one. */
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { type ByteReader, byteReader } from "../weights/byteReader.js";
import { oneLine } from "../weights/oneLine.js";
import { forget, killGroup, remember } from "./processCleanup.js";

export interface Process {
  readonly output: ByteReader;
  /** Writes to its stdin; a process that has ended is no error here. */
  write(text: string): void;
  /** How the process ended ("exited with code 3"), if it ends within `ms`. */
  ending(ms: number): Promise<string | undefined>;
  /** Closes its stdin and leaves it `graceMs` to exit, then kills the group. */
  stop(graceMs: number): Promise<void>;
  /** The end of its stderr, as one line. */
  lastWords(): string;
  /** Forgets what the process has written to stderr so far. */
  forgetWords(): void;
}

const STDERR_KEPT = 2048;
const STDERR_TOLD = 500;
/** The time that a killed process may take to release its memory. */
const KILL_MS = 5_000;
/** The time that pipes may stay open after the process has ended: a process outside its group may hold them. */
const PIPES_MS = 500;

/** Throws an Error of one line where the program cannot be started. */
export async function startProcess(
  [program, ...args]: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Process> {
  const child = await started(program!, args, environment);
  const group = child.pid!;
  remember(group);
  let running = true;
  const exited = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => {
      running = false;
      // Processes that it started end with it. They are killed now, since the system may later give the group's number to another
      // group.
      killGroup(group);
      forget(group);
      resolve(signal === null ? `exited with code ${code}` : `was killed by ${signal}`);
    });
  });
  const closed = new Promise<true>((resolve) => child.once("close", () => resolve(true)));
  child.stdin.on("error", () => {});
  const { lastWords, forgetWords } = tailOf(child);
  const output = byteReader(child.stdout);
  return {
    output,
    write: (text) => void child.stdin.write(text),
    ending: (ms) => withTimeout(ms, exited),
    stop: async (graceMs) => {
      child.stdin.end();
      // It may be blocked on a full pipe: its remaining output is read and dropped.
      void output.skip(Number.POSITIVE_INFINITY);
      if (graceMs > 0) await withTimeout(graceMs, exited);
      if (running) killGroup(group);
      await withTimeout(KILL_MS, exited);
      await withTimeout(PIPES_MS, closed);
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy();
    },
    lastWords,
    forgetWords,
  };
}

function started(
  program: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<ChildProcessWithoutNullStreams> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error): void => {
      const why = (error as NodeJS.ErrnoException).code ?? error.message;
      reject(new Error(`command: must name a program that starts, got ${JSON.stringify(program)} (${oneLine(why)})`));
    };
    try {
      const child = spawn(program, args, { detached: true, stdio: "pipe", windowsHide: true, env });
      child.once("spawn", () => resolve(child));
      child.on("error", refuse);
    } catch (error) {
      refuse(error as Error);
    }
  });
}

/** Reads stderr to the end, so that the process never waits for a reader, and keeps the last of it. */
function tailOf(child: ChildProcessWithoutNullStreams): Pick<Process, "lastWords" | "forgetWords"> {
  let tail: Buffer = Buffer.alloc(0);
  child.stderr.on("error", () => {});
  child.stderr.on("data", (chunk: Buffer) => {
    tail = Buffer.concat([tail, chunk.subarray(-STDERR_KEPT)]).subarray(-STDERR_KEPT);
  });
  return {
    lastWords: () => oneLine(tail.toString("utf8"), STDERR_TOLD, "end"),
    forgetWords: () => {
      tail = Buffer.alloc(0);
    },
  };
}

/** The longest time, about 25 days, that a timer of Node takes: it runs out at once of a longer one. */
const LONGEST_MS = 2 ** 31 - 1;

/** Waits for an event no longer than this; undefined if it has not come. */
export async function withTimeout<T>(ms: number, event: Promise<T>): Promise<T | undefined> {
  // A plain timer: one that a signal aborts costs ten times as much, and there is one an answer.
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), Math.min(ms, LONGEST_MS));
  });
  try {
    return await Promise.race([event, late]);
  } finally {
    clearTimeout(timer);
  }
}
