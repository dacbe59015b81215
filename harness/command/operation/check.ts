/** The gate, of one subject. */
import type { FleetAddress } from "../../fleet/address.js";
import { type GateOptions, gate } from "../../gate/gate.js";
import type { RunRecord } from "../../record/index.js";
import { tell } from "../message.js";
import type { Operation } from "./operation.js";

export interface CheckRequest extends Omit<GateOptions, "onResult" | "onPlan" | "own" | "ownChecks" | "elsewhere"> {
  /** Cases are judged by the workers there. */
  readonly fleet?: FleetAddress;
}

export const check: Operation<CheckRequest, RunRecord> = async ({ fleet: address, ...request }, around, watch) => {
  const options = { ...request, onPlan: watch.begin, onResult: watch.row };
  if (address === undefined) return gate(options, around);
  const { openCoordinator } = await import("../../fleet/coordinator.js");
  const { spec } = request;
  return gate(
    {
      ...options,
      elsewhere: (plan) => openCoordinator({ address, spec, plan, version: around.version, say: tell }),
    },
    around,
  );
};
