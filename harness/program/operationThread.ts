/**
 * The program of the thread of a command's operation: the main thread stays free for signals and the terminal. Its
 * modules are loaded one after the other, so that a few file descriptors are enough.
 */
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { Operation } from "../command/operation/index.js";
import type { OperationData, OperationMessage } from "../command/operation/thread.js";

const post = (message: OperationMessage): void => parentPort!.postMessage(message);

try {
  const { operation, request } = workerData as OperationData;
  const require = createRequire(import.meta.url);
  const { surroundings } = require("./surroundings.js") as typeof import("./surroundings.js");
  const { operations } = require("../command/operation/index.js") as typeof import("../command/operation/index.js");
  // Modules that are loaded here are not loaded again below.
  require(`../command/operation/${operation.split(" ")[0]}.js`);
  const run = (await operations[operation]()) as Operation<typeof request, unknown>;
  const around = { ...surroundings, thread: new URL("./thread.js", import.meta.url) };
  const result = await run(request, around, {
    begin: (head) => post({ kind: "begin", head }),
    row: (row, done, of) => post({ kind: "row", row, done, of }),
    progress: (done, of) => post({ kind: "progress", done, of }),
  });
  post({ kind: "result", result });
} catch (error) {
  post({ kind: "error", message: (error as Error).message });
}
