/** The fleet that carries out the jobs of operations. */
import type { FleetAddress } from "../../fleet/address.js";
import type { FleetJob, FleetResult } from "../../fleet/kinds.js";
import type { OpenRemoteRunner, RemoteRunner } from "../../gate/remoteRunner.js";
import type { PropagationSettings } from "../../propagation/run/options.js";
import type { SubjectSpec } from "../../subject/spec.js";
import { tell } from "../message.js";
import type { OperationSurroundings } from "./operation.js";

/**
 * The option of `propagate` that reads networks or inputs from files, which a fleet does not have; undefined if no
 * option does.
 */
export function fileOption(
  settings: Pick<PropagationSettings, "weights" | "activationDumps" | "input">,
): string | undefined {
  const options = { weights: "--weights", activationDumps: "--activations", input: "--input" } as const;
  const keys = Object.keys(options) as (keyof typeof options)[];
  const used = keys.find((key) => settings[key] !== undefined);
  return used && options[used];
}

/** The option of an operation that sends its jobs to the fleet; empty without a fleet. */
export function fleetFor<Job extends FleetJob, Result extends FleetResult>(
  address: FleetAddress | undefined,
  spec: SubjectSpec,
  { version, endLater }: OperationSurroundings,
): { readonly elsewhere?: OpenRemoteRunner<Job, Result> } {
  if (address === undefined) return {};
  return {
    elsewhere: async (plan) => {
      const { openCoordinator } = await import("../../fleet/coordinator.js");
      const options = { address, spec, plan, version, say: tell, ...(endLater && { endLater }) };
      const coordinator: RemoteRunner<FleetJob, FleetResult> = await openCoordinator(options);
      // The answer to a job is of the job's kind.
      return coordinator as RemoteRunner<Job, Result>;
    },
  };
}
