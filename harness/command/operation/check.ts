/** The gate, of one subject. */
import type { FleetAddress } from "../../fleet/address.js";
import { type GateOptions, gate } from "../../gate/gate.js";
import type { RunRecord } from "../../record/index.js";
import { fleetFor } from "./fleet.js";
import type { Operation } from "./operation.js";

export interface CheckRequest extends Omit<GateOptions, "onResult" | "onPlan" | "own" | "ownChecks" | "elsewhere"> {
  /** The fleet whose workers judge cases. */
  readonly fleet?: FleetAddress;
}

export const check: Operation<CheckRequest, RunRecord> = ({ fleet, ...request }, around, watch) =>
  gate({ ...request, onPlan: watch.begin, onResult: watch.row, ...fleetFor(fleet, request.spec, around) }, around);
