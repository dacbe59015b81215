/** A plan: its parts one after the other, each with its share of alpha. A part that cannot be carried out is doubt, and the others go on. */
import type { Kind, Outcome, PlanPart, PlanRecord } from "../../record/index.js";
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
}

export const plan: Operation<PlanRequest, PlanRecord> = async ({ seed, alpha, parts }, around, watch) => {
  watch.begin({ seed, alpha });
  const done: PlanPart[] = [];
  for (const { name, job } of parts) {
    const run = (await singleOperations[job.operation]()) as Operation<unknown, unknown>;
    const quiet = { begin: () => {}, row: () => {}, progress: () => {} };
    const part = await run(job.request, around, quiet).then(
      (record): PlanPart => ({ name, outcome: outcomeOf(job.kind, around.version, record) }),
      (error: Error): PlanPart => ({ name, problem: error.message }),
    );
    done.push(part);
    watch.row(part, done.length, parts.length);
  }
  return { seed, alpha, parts: done };
};

// The kind of a job names its record: a command says both together.
const outcomeOf = (kind: Kind, version: string, record: unknown): Outcome =>
  ({ kind, version, partial: false, record }) as Outcome;
