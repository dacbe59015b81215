/** A plan: its parts one after the other, each with its share of alpha. A part that cannot be carried out is doubt, and the others go on. */
import type { FleetAddress } from "../../fleet/address.js";
import { planDigest, type Shard } from "../../gate/shard.js";
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
  /** Only one shard: of checks and networks that are drawn a share of each, of other parts some as wholes. */
  readonly shard?: Shard;
  /** Cases, networks and predictions are handed to the workers there. */
  readonly fleet?: FleetAddress;
}

export const plan: Operation<PlanRequest, PlanRecord> = async ({ seed, alpha, parts, shard, fleet }, around, watch) => {
  watch.begin({ seed, alpha });
  const [done, places]: [PlanPart[], number[]] = [[], []];
  // A coordinator that comes back takes the answers of all parts, also of those that were done.
  const ends: (() => Promise<void>)[] = [];
  const within = { ...around, endLater: (end: () => Promise<void>) => void ends.push(end) };
  for (const [place, { name, job }] of parts.entries()) {
    const own = shard === undefined ? {} : shareOf(job, place, shard);
    if (own === undefined) continue;
    const run = (await singleOperations[job.operation]()) as Operation<unknown, unknown>;
    const request = { ...job.request, ...own, ...(fleet !== undefined && isDrawn(job) ? { fleet } : {}) };
    const quiet = { begin: () => {}, row: () => {}, progress: () => {} };
    const part = await run(request, within, quiet).then(
      (record): PlanPart => ({ name, outcome: outcomeOf(job.kind, around.version, record) }),
      (error: Error): PlanPart => ({ name, problem: error.message }),
    );
    if (isEmpty(part)) continue;
    done.push(part);
    places.push(place);
    watch.row(part, place + 1, parts.length);
  }
  await Promise.all(ends.map((end) => end()));
  const record = { seed, alpha, parts: done };
  if (shard === undefined) return record;
  const asked = parts.map(({ name, job }) => ({ name, ...job, request: { ...job.request, threads: 0 } }));
  const digest = planDigest({ version: around.version, seed, alpha, asked });
  return { ...record, shard: { index: shard.index, of: shard.of, plan: digest, count: parts.length, places } };
};

/** Whether weights are drawn for a job, and nothing of it is in files of this machine. */
const isDrawn = ({ operation, request }: PlannedJob): boolean =>
  operation === "check" ||
  (operation === "propagate" && fileOption(request as SingleRequestOf<"propagate">) === undefined);

/**
 * A shard's share of a part: one of as many shards of it, or the whole of a part that cannot be divided, or undefined. With
 * every part the shards change places, so that the first does not have the costliest of each.
 */
function shareOf(job: PlannedJob, place: number, { index, of }: Shard): { readonly shard?: Shard } | undefined {
  const turned = (index - 1 + place) % of;
  if (isDrawn(job) && !("bail" in job.request)) return { shard: { index: turned + 1, of, mayBeEmpty: true } };
  return turned === 0 ? {} : undefined;
}

const isEmpty = (part: PlanPart): boolean =>
  "outcome" in part && "shard" in part.outcome.record && part.outcome.record.shard?.places.length === 0;

// The kind of a job names its record: a command says both together.
const outcomeOf = (kind: Kind, version: string, record: unknown): Outcome =>
  ({ kind, version, partial: false, record }) as Outcome;
