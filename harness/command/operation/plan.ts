/** A plan: its parts one after the other, each with its share of alpha. A part that cannot be carried out is doubt, and the others go on. */
import type { FleetAddress } from "../../fleet/address.js";
import type { Kind, Outcome, PlanPart, PlanRecord } from "../../record/index.js";
import { fileOption } from "./fleet.js";
import type { Operation } from "./operation.js";
import { type SingleOperationName, type SingleRequestOf, singleOperations } from "./single.js";

/** A command as plain data: what it computes, and what its record is called. */
export interface PlannedJob<N extends SingleOperationName = SingleOperationName> {
  readonly kind: Kind;
  readonly operation: N;
  readonly request: SingleRequestOf<N>;
}

export interface PlanRequest {
  readonly seed: number;
  readonly alpha: number;
  readonly parts: readonly { readonly name: string; readonly job: PlannedJob }[];
  /** Cases, networks and predictions are handed to the workers there. */
  readonly fleet?: FleetAddress;
}

export const plan: Operation<PlanRequest, PlanRecord> = async ({ seed, alpha, parts, fleet }, around, watch) => {
  watch.begin({ seed, alpha });
  const done: PlanPart[] = [];
  // A coordinator that comes back takes the answers of all parts, also of those that were done.
  const ends: (() => Promise<void>)[] = [];
  const within = { ...around, endLater: (end: () => Promise<void>) => void ends.push(end) };
  for (const { name, job } of parts) {
    const run = (await singleOperations[job.operation]()) as Operation<unknown, unknown>;
    const request = fleet !== undefined && travels(job) ? { ...job.request, fleet } : job.request;
    const quiet = { begin: () => {}, row: () => {}, progress: () => {} };
    const part = await run(request, within, quiet).then(
      (record): PlanPart => ({ name, outcome: outcomeOf(job.kind, around.version, record) }),
      (error: Error): PlanPart => ({ name, problem: error.message }),
    );
    done.push(part);
    watch.row(part, done.length, parts.length);
  }
  await Promise.all(ends.map((end) => end()));
  return { seed, alpha, parts: done };
};

/** Whether nothing of a job is in files of this machine, so that workers can do it. */
const travels = ({ operation, request }: PlannedJob): boolean =>
  operation === "check" ||
  (operation === "propagate" && fileOption(request as SingleRequestOf<"propagate">) === undefined);

// The kind of a job names its record: a command says both together.
const outcomeOf = (kind: Kind, version: string, record: unknown): Outcome =>
  ({ kind, version, partial: false, record }) as Outcome;
