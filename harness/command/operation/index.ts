import { singleOperations } from "./single.js";

/** The operations by name, each loaded when it is first used. */
export const operations = {
  ...singleOperations,
  plan: async () => (await import("./plan.js")).plan,
};

export type OperationName = keyof typeof operations;

type OperationFunction<N extends OperationName> = Awaited<ReturnType<(typeof operations)[N]>>;

/** The request and the result of an operation. */
export type RequestOf<N extends OperationName> = Parameters<OperationFunction<N>>[0];
export type ResultOf<N extends OperationName> = Awaited<ReturnType<OperationFunction<N>>>;

export type { Operation, OperationSurroundings, Watch } from "./operation.js";
