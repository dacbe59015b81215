/** Runs an operation in a thread of its own, so that this one stays free for the terminal and for signals. */
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { InterruptingSignal, Interruption } from "./interruption.js";
import type { OperationName, RequestOf, ResultOf, Watch } from "./operation/index.js";
import { type OperationData, resultOf } from "./operation/thread.js";
import { openProgress } from "./progress.js";

export interface Job<N extends OperationName> {
  readonly operation: N;
  readonly request: RequestOf<N>;
  /** The unit of progress. */
  readonly unit: string;
}

export interface Surveillance {
  /** The module that the thread runs. */
  readonly thread: URL;
  readonly interruption: Interruption;
  readonly quiet: boolean;
  readonly watch?: Pick<Watch, "begin" | "row">;
}

/** How an operation ended: by itself, or by a signal. */
export type Ending<Result> = { readonly result: Result } | { readonly signal: InterruptingSignal };

/** Time that a thread has to end after a signal: it ends everything that it started. */
const END_MS = 1000;

/** @throws Error of one line where the operation does, or its thread cannot start or runs out of memory */
export async function perform<N extends OperationName>(
  { operation, request, unit }: Job<N>,
  { thread, interruption, quiet, watch }: Surveillance,
): Promise<Ending<ResultOf<N>>> {
  const progress = openProgress({ unit, quiet });
  const workerData: OperationData<N> = { operation, request };
  const worker = new Worker(thread, { workerData });
  const result = resultOf<N>(worker, {
    begin: (head) => watch?.begin(head),
    row: (row, done, of) => {
      watch?.row(row, done, of);
      progress.update(done, of);
    },
    progress: progress.update,
  });
  try {
    return await Promise.race([
      result.then((value) => ({ result: value })),
      interruption.signal.then((signal) => ({ signal })),
    ]);
  } finally {
    progress.stop();
    result.catch(() => {});
    await Promise.race([worker.terminate(), sleep(END_MS, undefined, { ref: false })]);
  }
}
