/** Merges the outcomes of shards into that of the whole run: of check, audit, propagate or run. */
import { mergeCases } from "../gate/mergeCases.js";
import { type ShardRecord, shardsOfOneRun } from "../gate/shard.js";
import { mergeCurves } from "../propagation/run/mergeCurves.js";
import type { AuditRecord, Outcome, PlanPart, PlanRecord, ShardStamp } from "../record/index.js";

/** The content of one directory. */
export interface ShardOutcome {
  readonly directory: string;
  readonly outcome: Outcome;
}

/** Merges shards of an audit, which takes the files that they audited: their paths are relative to `folder`. */
export type MergeAudit = (shards: readonly ShardRecord<AuditRecord>[], folder: string) => Promise<AuditRecord>;

/** @throws Error of one line that names the directories where they are not all shards of one run */
export async function mergeShards(read: readonly ShardOutcome[], audits: MergeAudit): Promise<Outcome> {
  for (const { directory, outcome } of read) {
    if (outcome.partial) throw new Error(`merge: ${directory} must hold a whole shard, got one that was interrupted`);
    if (outcome.kind !== read[0]!.outcome.kind)
      throw new Error(`merge: ${directory} must hold a shard of ${read[0]!.outcome.kind}, got one of ${outcome.kind}`);
  }
  return merged(shardsOfOneRun(read.map(shardIn)), audits);
}

type ShardOfKind = ShardRecord<Outcome["record"]> & Pick<Outcome, "kind">;

type Merge = (shards: readonly ShardOfKind[], audits: MergeAudit) => Outcome["record"] | Promise<Outcome["record"]>;

/** For each kind: merges records of that kind, each of one shard. */
const MERGES = {
  check: mergeCases,
  audit: (shards: readonly ShardRecord<AuditRecord>[], audits: MergeAudit) => audits(shards, "."),
  propagate: mergeCurves,
  run: mergePlan,
} as unknown as Readonly<Partial<Record<Outcome["kind"], Merge>>>;

function shardIn({ directory, outcome: { kind, version, record } }: ShardOutcome): ShardOfKind {
  if (MERGES[kind] === undefined)
    throw new Error(`merge: ${directory} must hold a shard of ${Object.keys(MERGES).join(", ")}, got ${kind}`);
  const { shard } = record as { readonly shard?: ShardStamp };
  if (shard === undefined) throw new Error(`merge: ${directory} must hold a shard (--shard I/N), got a whole run`);
  return { directory, kind, version, record, shard };
}

async function merged(shards: readonly ShardOfKind[], audits: MergeAudit): Promise<Outcome> {
  const { kind, version } = shards[0]!;
  return { kind, version, partial: false, record: await MERGES[kind]!(shards, audits) } as Outcome;
}

/** The result of one shard for one table of a plan. */
interface HeldPart {
  readonly directory: string;
  readonly part: PlanPart;
}

async function mergePlan(shards: readonly ShardRecord<PlanRecord>[], audits: MergeAudit): Promise<PlanRecord> {
  const { seed, alpha } = shards[0]!.record;
  const { count, folder } = shards[0]!.record.shard!;
  const within: MergeAudit = (of) => audits(of, folder);
  const parts: PlanPart[] = [];
  for (let place = 0; place < count; place++) {
    const held = shards.flatMap(({ directory, record: { parts }, shard: { places } }): HeldPart[] => {
      const part = parts[places.indexOf(place)];
      return part === undefined ? [] : [{ directory, part }];
    });
    if (held.length === 0)
      throw new Error(`merge: the shards must hold all ${count} tables of the plan, got none of table ${place + 1}`);
    parts.push(await mergePart(held, within));
  }
  return { seed, alpha, parts };
}

async function mergePart(held: readonly HeldPart[], audits: MergeAudit): Promise<PlanPart> {
  const [first] = held;
  const { name } = first!.part;
  const done = held.flatMap(({ directory, part }) => ("outcome" in part ? [{ directory, outcome: part.outcome }] : []));
  if (done.length === 0) return first!.part;
  const lost = held.find(({ part }) => "problem" in part);
  if (lost !== undefined) throw new Error(`merge: ${lost.directory} must hold its share of ${name}: run it again`);
  const isWhole = done.length === 1 && !("shard" in done[0]!.outcome.record);
  return { name, outcome: isWhole ? done[0]!.outcome : await merged(done.map(shardIn), audits) };
}
