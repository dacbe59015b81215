/** Runs an operation that leaves no record: it returns a result, and an interrupted one returns none. */

import type { Context } from "./context.js";
import { exitOf, listenForSignals } from "./interruption.js";
import { tell } from "./message.js";
import type { OperationName, ResultOf } from "./operation/index.js";
import type { CommonOptions } from "./options.js";
import { type Job, perform } from "./perform.js";

/**
 * `prepare` creates what the result needs, and returns a function that removes it again if the run ends without a
 * result.
 *
 * @throws Error of one line: the operation's, or that of `prepare`
 */
export async function compute<N extends OperationName>(
  job: Job<N>,
  { quiet = false }: Pick<CommonOptions, "quiet">,
  { operationThread }: Context,
  prepare: () => () => void = () => () => {},
): Promise<ResultOf<N>> {
  // Listens before anything is created: otherwise a signal would leave it behind.
  const interruption = listenForSignals();
  const leave = prepare();
  const ending = await perform(job, { thread: operationThread, interruption, quiet }).catch((error: unknown) => {
    leave();
    throw error;
  });
  interruption.ignore();
  if ("result" in ending) return ending.result;
  leave();
  tell(`interrupted by ${ending.signal}: nothing is written`);
  process.exit(exitOf(ending.signal));
}
