/** What the thread of a command's operation runs: the main thread stays free for signals and the terminal. */
import { parentPort, workerData } from "node:worker_threads";
import { type Operation, operations } from "./harness/operation/index.js";
import type { OperationData, OperationMessage } from "./harness/operation/thread.js";
import { surroundings } from "./surroundings.js";

const post = (message: OperationMessage): void => parentPort!.postMessage(message);

const around = { ...surroundings, thread: new URL("./thread.js", import.meta.url) };

try {
  const { operation, request } = workerData as OperationData;
  const run = (await operations[operation]()) as Operation<typeof request, unknown>;
  const result = await run(request, around, {
    begin: (head) => post({ kind: "begin", head }),
    row: (row, done, of) => post({ kind: "row", row, done, of }),
    progress: (done, of) => post({ kind: "progress", done, of }),
  });
  post({ kind: "result", result });
} catch (error) {
  post({ kind: "error", message: (error as Error).message });
}
