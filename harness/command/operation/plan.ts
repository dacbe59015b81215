/**
 * A plan: its parts one after the other, each with its share of alpha. A part that cannot run is undetermined, and the
 * others go on.
 */
import type { FleetAddress } from "../../fleet/address.js";
import { planDigest, type Shard } from "../../gate/shard.js";
import type { Kind, Outcome, PlanPart, PlanRecord } from "../../record/index.js";
import { fileOption } from "./fleet.js";
import type { Operation } from "./operation.js";
import { type SingleOperationName, type SingleRequestOf, singleOperations } from "./single.js";

/** A command as plain data: its operation, and the kind of its record. */
export interface PlannedJob<N extends SingleOperationName = SingleOperationName> {
  readonly kind: Kind;
  readonly operation: N;
  readonly request: SingleRequestOf<N>;
}

export interface PlanRequest {
  readonly seed: number;
  readonly alpha: number;
  readonly parts: readonly { readonly name: string; readonly job: PlannedJob }[];
  /** The folder that the plan lies in, as the run was given it. */
  readonly folder: string;
  /** Only one shard: a share of each part that can be divided, and some of the other parts as wholes. */
  readonly shard?: Shard;
  /** The fleet whose workers do cases, networks, predictions and tensors. */
  readonly fleet?: FleetAddress;
}

export const plan: Operation<PlanRequest, PlanRecord> = async (
  { seed, alpha, folder, parts, shard, fleet },
  around,
  watch,
) => {
  watch.begin({ seed, alpha });
  const [done, places]: [PlanPart[], number[]] = [[], []];
  // The answers of all parts stay in Redis until the end: a coordinator that is started again needs those of finished parts, too.
  const ends: (() => Promise<void>)[] = [];
  const within = { ...around, endLater: (end: () => Promise<void>) => void ends.push(end) };
  for (const [place, { name, job }] of parts.entries()) {
    const own = shard === undefined ? {} : shareOf(job, place, shard);
    if (own === undefined) continue;
    const run = (await singleOperations[job.operation]()) as Operation<unknown, unknown>;
    const request = { ...job.request, ...own, ...(fleet !== undefined && isDivided(job) ? { fleet } : {}) };
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
  return { ...record, shard: { index: shard.index, of: shard.of, plan: digest, count: parts.length, places, folder } };
};

/** Whether a job consists of jobs that may be done anywhere: networks of files are not. */
const isDivided = ({ operation, request }: PlannedJob): boolean =>
  ["check", "audit"].includes(operation) ||
  (operation === "propagate" && fileOption(request as SingleRequestOf<"propagate">) === undefined);

/**
 * A shard's share of a part: a shard of the part, or the whole part if it cannot be divided, or undefined. The shards change
 * places with every part, so that the first shard does not have the costliest jobs of each.
 */
function shareOf(job: PlannedJob, place: number, { index, of }: Shard): { readonly shard?: Shard } | undefined {
  const turned = (index - 1 + place) % of;
  if (isDivided(job) && !("bail" in job.request)) return { shard: { index: turned + 1, of, mayBeEmpty: true } };
  return turned === 0 ? {} : undefined;
}

const isEmpty = (part: PlanPart): boolean =>
  "outcome" in part && "shard" in part.outcome.record && part.outcome.record.shard?.places.length === 0;

// The kind of a job determines the type of its record; each command sets both.
const outcomeOf = (kind: Kind, version: string, record: unknown): Outcome =>
  ({ kind, version, partial: false, record }) as Outcome;
