/** Networks against what their initializers predict. */
import type { FleetAddress } from "../../fleet/address.js";
import { type PropagationSettings, propagate as run } from "../../propagation/run/propagate.js";
import type { PropagationRecord } from "../../record/index.js";
import { fleetFor } from "./fleet.js";
import type { Operation } from "./operation.js";

export interface PropagateRequest extends Omit<PropagationSettings, "onProgress" | "elsewhere"> {
  /** The fleet whose workers run networks and make predictions. */
  readonly fleet?: FleetAddress;
}

export const propagate: Operation<PropagateRequest, PropagationRecord> = ({ fleet, ...request }, around, watch) => {
  const { seed, alpha, spec } = request;
  watch.begin({ version: around.version, seed, alpha, curves: [] } satisfies PropagationRecord);
  return run({ ...request, onProgress: watch.progress, ...fleetFor(fleet, spec, around) }, around);
};
