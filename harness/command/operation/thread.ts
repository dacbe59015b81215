/** The thread of an operation: its data, its messages, and how it ends. */
import type { Worker } from "node:worker_threads";
import type { OperationName, RequestOf, ResultOf, Watch } from "./index.js";

/** The data that an operation's thread is started with. */
export interface OperationData<N extends OperationName = OperationName> {
  readonly operation: N;
  readonly request: RequestOf<N>;
}

/** Its messages: finished rows, and at the end a result or one line that says why there is none. */
export type OperationMessage =
  | { readonly kind: "begin"; readonly head: object }
  | { readonly kind: "row"; readonly row: unknown; readonly done: number; readonly of: number }
  | { readonly kind: "progress"; readonly done: number; readonly of: number }
  | { readonly kind: "result"; readonly result: unknown }
  | { readonly kind: "error"; readonly message: string };

/**
 * Waits for the result.
 *
 * @throws Error of one line: the operation's own, or the thread's where it could not start or ran out of memory
 */
export function resultOf<N extends OperationName>(thread: Worker, watch: Watch): Promise<ResultOf<N>> {
  return new Promise((resolve, reject) => {
    thread.on("message", (message: OperationMessage) => {
      if (message.kind === "begin") watch.begin(message.head);
      else if (message.kind === "row") watch.row(message.row, message.done, message.of);
      else if (message.kind === "progress") watch.progress(message.done, message.of);
      else if (message.kind === "result") resolve(message.result as ResultOf<N>);
      else reject(new Error(message.message));
    });
    thread.on("error", (error) => reject(error));
    thread.on("exit", (code) => reject(new Error(`a thread must answer, got its end with code ${code}`)));
  });
}
