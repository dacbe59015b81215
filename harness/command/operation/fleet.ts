/** The fleet that an operation hands its jobs to. */
import type { FleetAddress } from "../../fleet/address.js";
import type { FleetJob, FleetResult } from "../../fleet/kinds.js";
import type { Elsewhere, OpenElsewhere } from "../../gate/elsewhere.js";
import type { SubjectSpec } from "../../subject/spec.js";
import { tell } from "../message.js";
import type { OperationSurroundings } from "./operation.js";

/** An operation's option to run its jobs there; none where there is no fleet. The answer to a job is of the job's kind. */
export function fleetFor<Job extends FleetJob, Result extends FleetResult>(
  address: FleetAddress | undefined,
  spec: SubjectSpec,
  { version }: OperationSurroundings,
): { readonly elsewhere?: OpenElsewhere<Job, Result> } {
  if (address === undefined) return {};
  return {
    elsewhere: async (plan) => {
      const { openCoordinator } = await import("../../fleet/coordinator.js");
      const coordinator = await openCoordinator({ address, spec, plan, version, say: tell });
      return coordinator as Elsewhere<FleetJob, FleetResult> as Elsewhere<Job, Result>;
    },
  };
}
