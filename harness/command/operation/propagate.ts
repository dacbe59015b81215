/** Networks against what their initializers predict. */
import { type PropagationSettings, propagate as run } from "../../propagation/run/propagate.js";
import type { PropagationRecord } from "../../record/index.js";
import type { Operation } from "./operation.js";

export type PropagateRequest = Omit<PropagationSettings, "onProgress">;

export const propagate: Operation<PropagateRequest, PropagationRecord> = (request, around, watch) => {
  const { seed, alpha } = request;
  watch.begin({ version: around.version, seed, alpha, curves: [] } satisfies PropagationRecord);
  return run({ ...request, onProgress: watch.progress }, around);
};
