/** The gate, of one subject. */
import { type GateOptions, gate } from "../../gate/gate.js";
import type { RunRecord } from "../../record/index.js";
import type { Operation } from "./operation.js";

export type CheckRequest = Omit<GateOptions, "onResult" | "onPlan" | "own" | "ownChecks">;

export const check: Operation<CheckRequest, RunRecord> = (request, around, watch) =>
  gate({ ...request, onPlan: watch.begin, onResult: watch.row }, around);
