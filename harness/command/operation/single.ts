/** The operations that belong to one command, by name, each loaded when it is first used. */
export const singleOperations = {
  check: async () => (await import("./check.js")).check,
  "check list": async () => (await import("./checkList.js")).list,
  audit: async () => (await import("./audit.js")).audit,
  "audit list": async () => (await import("./audit.js")).list,
  "audit merge": async () => (await import("./audit.js")).merge,
  propagate: async () => (await import("./propagate.js")).propagate,
  recommend: async () => (await import("./recommend.js")).recommend,
  bench: async () => (await import("./bench.js")).bench,
  "baseline write": async () => (await import("./baseline.js")).writing,
  "baseline list": async () => (await import("./baseline.js")).list,
  "baseline compare": async () => (await import("./baseline.js")).comparison,
  "checkpoint write": async () => (await import("./checkpoint.js")).writing,
  "checkpoint list": async () => (await import("./checkpoint.js")).list,
  "checkpoint compare": async () => (await import("./checkpoint.js")).comparison,
};

export type SingleOperationName = keyof typeof singleOperations;

/** The request of an operation. */
export type SingleRequestOf<N extends SingleOperationName> = Parameters<
  Awaited<ReturnType<(typeof singleOperations)[N]>>
>[0];
