/**
 * The record of a whole audit, from the records of its shards and from the files, which comparisons between tensors
 * read again.
 */
import type { Initializer } from "../contract/initializer.js";
import { rowsOfShards, type ShardRecord } from "../gate/shard.js";
import type { AuditRecord } from "../record/index.js";
import { oneLine } from "../weights/oneLine.js";
import { contentOf } from "./content.js";
import { openScheduler, type SchedulerOptions } from "./examinationScheduler.js";
import type { ExaminedWithEntries } from "./examine.js";
import { judgeTogether } from "./judgeTogether.js";
import { type AuditInput, type AuditPlan, digestOf, withPlan } from "./plan.js";
import type { TensorOfShard } from "./tensorJob.js";

/** @throws Error of one line if the shards are not those of one audit, or the files changed since */
export async function mergeTensors(
  shards: readonly ShardRecord<AuditRecord>[],
  contracts: readonly Initializer[],
  options: Omit<SchedulerOptions, "elsewhere">,
): Promise<AuditRecord> {
  const results = rowsOfShards(shards, ({ shard }) => shard!.results as readonly TensorOfShard[]);
  const [{ record, shard, version }] = shards as readonly [ShardRecord<AuditRecord>];
  const asked = record.shard!.asked as AuditInput;
  const files = oneLine(asked.files.join(", "), 300);
  return withPlan(asked, contracts, async (plan) => {
    if (digestOf(plan, asked, version) !== shard.plan) {
      const unread = plan.open.find(({ refusal }) => refusal !== undefined);
      throw new Error(unread?.refusal ?? `${files} must hold the tensors that the shards audited, got others`);
    }
    const scheduler = await openScheduler(plan, asked, options);
    try {
      return await judgeTogether(
        plan,
        { inOrder: found(plan, results, shards), examineAgain: scheduler.examineAgain },
        scheduler.context,
      );
    } finally {
      await scheduler.close(true);
    }
  }).catch((error: Error) => {
    throw new Error(`merge: must read what the shards audited: ${error.message}`);
  });
}

async function* found(
  { planned }: AuditPlan,
  results: readonly TensorOfShard[],
  shards: readonly ShardRecord<AuditRecord>[],
): AsyncGenerator<ExaminedWithEntries, undefined> {
  for (const [at, { content, ...one }] of results.entries()) {
    const { weights, tensor, file } = planned[at]!.place;
    if (content !== "" && (await contentOf(weights, tensor)) !== content) {
      const holder = shards.find(({ shard }) => shard.places.includes(at))!;
      throw new Error(
        `${oneLine(file)} must hold the ${oneLine(tensor)} of which ${holder.directory} speaks, got other entries`,
      );
    }
    yield one;
  }
  return undefined;
}
