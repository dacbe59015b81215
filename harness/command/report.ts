/** Runs a command that leaves a record: computes, writes, prints, and sets the exit code from the verdict. */
import { setTimeout as sleep } from "node:timers/promises";
import { type Kind, type Outcome, type Records, verdictOf, withRows } from "../record/index.js";
import { type Context, exitCode } from "./context.js";
import { exitOf, type InterruptingSignal, listenForSignals } from "./interruption.js";
import { messageOf, tell } from "./message.js";
import type { OperationName, ResultOf } from "./operation/index.js";
import type { PlannedJob } from "./operation/plan.js";
import type { CommonOptions } from "./options.js";
import { type Job, perform } from "./perform.js";
import { prepareOut } from "./results/outDirectory.js";

/** The operations whose result is a record. */
type Recording = { [N in OperationName]: ResultOf<N> extends Records[Kind] ? N : never }[OperationName];

/** Time that an interrupted program waits for the reader of its output. */
const READER_MS = 500;

/** Time that a program with a complete record goes on writing it. */
const WRITING_MS = 1000;

/** @throws Error of one line where there is no record: bad arguments, an unreadable file, a directory without room */
export async function report<N extends Recording>(
  kind: Kind,
  job: Job<N>,
  options: CommonOptions,
  context: Context,
): Promise<void> {
  if (context.collect !== undefined) return context.collect({ kind, ...job } as PlannedJob);
  context.requireReporters(options.reporter);
  // Listens before anything is created: otherwise a signal would leave it behind.
  const interruption = listenForSignals();
  const leave = prepareOut(options.out);
  const finished = { head: undefined as object | undefined, rows: [] as unknown[] };
  const watch = {
    begin: (head: object) => void Object.assign(finished, { head }),
    row: (row: unknown) => void finished.rows.push(row),
  };
  const outcome = (record: unknown, partial: boolean): Outcome =>
    ({ kind, version: context.version, partial, record }) as Outcome;
  const ending = await perform(job, {
    thread: context.operationThread,
    interruption,
    quiet: options.quiet === true,
    watch,
  }).catch((error: unknown) => {
    leave();
    throw error;
  });
  if ("result" in ending) {
    const published = publish(outcome(ending.result, false), options, context);
    void interruption.signal.then((signal) => interruptedAtEnd(signal, published, options));
    process.exitCode = await published;
    interruption.ignore();
    return;
  }
  const { head, rows } = finished;
  const partial = head === undefined || rows.length === 0 ? undefined : outcome(withRows(kind, head, rows), true);
  if (partial === undefined) leave();
  await Promise.race([interrupted(ending.signal, partial, options, context), sleep(READER_MS)]);
  process.exit(exitOf(ending.signal));
}

/** The exit code: 2 if output cannot be written, but a failure stays 1. */
async function publish(outcome: Outcome, options: CommonOptions, context: Context): Promise<number> {
  const code = exitCode(verdictOf(outcome));
  try {
    await context.publish(outcome, options);
    return code;
  } catch (error) {
    tell(messageOf(error));
    return code === 1 ? 1 : 2;
  }
}

/** A complete record is written even after a signal; only a reader that does not read is abandoned. */
async function interruptedAtEnd(
  signal: InterruptingSignal,
  published: Promise<number>,
  { out }: CommonOptions,
): Promise<void> {
  await Promise.race([published, sleep(WRITING_MS)]);
  tell(`interrupted by ${signal}: all was finished, and what could be written is in ${out}`);
  process.exit(exitOf(signal));
}

async function interrupted(
  signal: InterruptingSignal,
  partial: Outcome | undefined,
  options: CommonOptions,
  context: Context,
): Promise<void> {
  const nothing = `interrupted by ${signal}: nothing was finished, and nothing is written`;
  tell(
    partial === undefined
      ? nothing
      : `interrupted by ${signal}: what was finished is in ${options.out}, marked as partial`,
  );
  if (partial !== undefined) await publish(partial, options, context);
}
