/** Merges the outcomes of shards into that of the whole run: of check, propagate or run. */
import { mergeCases } from "../gate/mergeCases.js";
import { type ShardRecord, shardsOfOneRun } from "../gate/shard.js";
import { mergeCurves } from "../propagation/run/mergeCurves.js";
import type { Outcome, PlanPart, PlanRecord, ShardStamp } from "../record/index.js";

/** The content of one directory. */
export interface ShardOutcome {
  readonly directory: string;
  readonly outcome: Outcome;
}

/** @throws Error of one line that names the directories where they are not all shards of one run */
export function mergeShards(read: readonly ShardOutcome[]): Outcome {
  for (const { directory, outcome } of read) {
    if (outcome.partial) throw new Error(`merge: ${directory} must hold a whole shard, got one that was interrupted`);
    if (outcome.kind !== read[0]!.outcome.kind)
      throw new Error(`merge: ${directory} must hold a shard of ${read[0]!.outcome.kind}, got one of ${outcome.kind}`);
  }
  return merged(shardsOfOneRun(read.map(shardIn)));
}

type ShardOfKind = ShardRecord<Outcome["record"]> & Pick<Outcome, "kind">;

/** For each kind: merges records of that kind, each of one shard. */
const MERGES = { check: mergeCases, propagate: mergeCurves, run: mergePlan } as unknown as Readonly<
  Partial<Record<Outcome["kind"], (shards: readonly ShardOfKind[]) => Outcome["record"]>>
>;

function shardIn({ directory, outcome: { kind, version, record } }: ShardOutcome): ShardOfKind {
  if (MERGES[kind] === undefined)
    throw new Error(`merge: ${directory} must hold a shard of ${Object.keys(MERGES).join(", ")}, got ${kind}`);
  const { shard } = record as { readonly shard?: ShardStamp };
  if (shard === undefined) throw new Error(`merge: ${directory} must hold a shard (--shard I/N), got a whole run`);
  return { directory, kind, version, record, shard };
}

function merged(shards: readonly ShardOfKind[]): Outcome {
  const { kind, version } = shards[0]!;
  return { kind, version, partial: false, record: MERGES[kind]!(shards) } as Outcome;
}

/** The result of one shard for one table of a plan. */
interface HeldPart {
  readonly directory: string;
  readonly part: PlanPart;
}

function mergePlan(shards: readonly ShardRecord<PlanRecord>[]): PlanRecord {
  const { seed, alpha } = shards[0]!.record;
  const { count } = shards[0]!.shard;
  const parts = Array.from({ length: count }, (_, place) => {
    const held = shards.flatMap(({ directory, record: { parts }, shard: { places } }): HeldPart[] => {
      const part = parts[places.indexOf(place)];
      return part === undefined ? [] : [{ directory, part }];
    });
    if (held.length > 0) return mergePart(held);
    throw new Error(`merge: the shards must hold all ${count} tables of the plan, got none of table ${place + 1}`);
  });
  return { seed, alpha, parts };
}

function mergePart(held: readonly HeldPart[]): PlanPart {
  const [first] = held;
  const { name } = first!.part;
  const done = held.flatMap(({ directory, part }) => ("outcome" in part ? [{ directory, outcome: part.outcome }] : []));
  if (done.length === 0) return first!.part;
  const lost = held.find(({ part }) => "problem" in part);
  if (lost !== undefined) throw new Error(`merge: ${lost.directory} must hold its share of ${name}: run it again`);
  const isWhole = done.length === 1 && !("shard" in done[0]!.outcome.record);
  return { name, outcome: isWhole ? done[0]!.outcome : merged(done.map(shardIn)) };
}
