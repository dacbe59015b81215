/** The operations by name, each loaded when it is wanted. */
export const operations = {
  check: async () => (await import("./check.js")).check,
  "check list": async () => (await import("./checkList.js")).list,
  plan: async () => (await import("./plan.js")).plan,
  audit: async () => (await import("./audit.js")).audit,
  propagate: async () => (await import("./propagate.js")).propagate,
  recommend: async () => (await import("./recommend.js")).recommend,
  bench: async () => (await import("./bench.js")).bench,
  "baseline write": async () => (await import("./baseline.js")).writing,
  "baseline compare": async () => (await import("./baseline.js")).comparison,
};

export type OperationName = keyof typeof operations;

type Run<N extends OperationName> = Awaited<ReturnType<(typeof operations)[N]>>;

/** What an operation is given, and what it answers. */
export type RequestOf<N extends OperationName> = Parameters<Run<N>>[0];
export type ResultOf<N extends OperationName> = Awaited<ReturnType<Run<N>>>;

export type { Operation, OperationSurroundings, Watch } from "./operation.js";
