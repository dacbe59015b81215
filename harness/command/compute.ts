/** Runs an operation that leaves no record: it returns a result, and an interrupted one returns none. */

import type { Context } from "./context.js";
import { exitOf, listenForSignals } from "./interruption.js";
import { tell } from "./message.js";
import type { OperationName, ResultOf } from "./operation/index.js";
import type { CommonOptions } from "./options.js";
import { type Job, perform } from "./perform.js";

/** @throws Error of one line: the operation's */
export async function compute<N extends OperationName>(
  job: Job<N>,
  { quiet = false }: Pick<CommonOptions, "quiet">,
  { operationThread }: Context,
): Promise<ResultOf<N>> {
  const interruption = listenForSignals();
  const ending = await perform(job, { thread: operationThread, interruption, quiet });
  interruption.ignore();
  if ("result" in ending) return ending.result;
  tell(`interrupted by ${ending.signal}: nothing is written`);
  process.exit(exitOf(ending.signal));
}
