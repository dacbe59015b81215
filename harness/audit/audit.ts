/** Gates weights at rest: first each tensor alone, then the tensors of each file, or of all ranks, against each other. */
import type { Initializer } from "../contract/initializer.js";
import { ownPlaces, type Shard } from "../gate/shard.js";
import type { AuditRecord, AuditRow, ShardOfAudit } from "../record/index.js";
import { entryCount } from "../weights/tensor.js";
import { contentOf } from "./content.js";
import { type ExaminationScheduler, openScheduler, type SchedulerOptions } from "./examinationScheduler.js";
import type { ExaminedWithEntries } from "./examine.js";
import { MOST_ENTRIES } from "./excerpt.js";
import { allExemptUndetermined, judgeTogether } from "./judgeTogether.js";
import { type AuditInput, type AuditPlan, digestOf, type Planned, withPlan } from "./plan.js";
import type { TensorOfShard } from "./tensorJob.js";

export interface AuditSettings extends AuditInput, Pick<SchedulerOptions, "threads" | "elsewhere"> {
  /** Only the tensors of one shard; the budget stays that of the whole audit. */
  readonly shard?: Shard;
  readonly onRow?: (row: AuditRow, done: number, of: number) => void;
}

export type AuditSurroundings = Pick<SchedulerOptions, "thread" | "say" | "version">;

/**
 * Without `around.thread`, the module of a worker thread, every tensor is examined in this thread.
 *
 * @throws Error of one line if a file cannot be read or a claim matches nothing
 */
export async function audit(
  settings: AuditSettings,
  contracts: readonly Initializer[],
  around: AuditSurroundings = {},
): Promise<AuditRecord> {
  const { onRow, threads, elsewhere, shard, ...asked } = settings;
  return withPlan(asked, contracts, async (plan) => {
    const places = ownPlaces(plan.planned.length, (at) => costOf(plan.planned[at]!), shard, "a tensor");
    const scheduler = await openScheduler(plan, asked, {
      ...around,
      ...(threads === undefined ? {} : { threads }),
      ...(elsewhere === undefined ? {} : { elsewhere }),
    });
    let complete = false;
    try {
      let done = 0;
      const first = scheduler.examineInOrder(places, ({ row }) => onRow?.(row, ++done, places.length));
      const record =
        shard === undefined
          ? await judgeTogether(plan, { inOrder: first, examineAgain: scheduler.examineAgain }, scheduler.context)
          : await oneShard(plan, asked, { shard, places, version: around.version ?? "" }, first);
      complete = true;
      return record;
    } finally {
      await scheduler.close(complete);
    }
  });
}

/** The cost of a tensor: the entries that the checks compute with, and a small share of the others, which are only read. */
function costOf({ place: { entry } }: Planned): number {
  const entries = entry.unsupported === undefined ? entryCount(entry.shape) : 0;
  return Math.min(entries, MOST_ENTRIES) + entries / READ;
}

/** Judging one entry takes as long as reading this many. */
const READ = 50;

interface OwnShare {
  readonly shard: Shard;
  readonly places: readonly number[];
  readonly version: string;
}

/** Examines the tensors of one shard, each alone: `merge`, which has all shards, compares them with each other. */
async function oneShard(
  plan: AuditPlan,
  asked: AuditInput,
  { shard: { index, of }, places, version }: OwnShare,
  looks: ReturnType<ExaminationScheduler["examineInOrder"]>,
): Promise<AuditRecord & { readonly shard: ShardOfAudit }> {
  const results: TensorOfShard[] = [];
  for (const at of places) {
    const { entries: _, ...found } = (await looks.next()).value as ExaminedWithEntries;
    const { weights, entry, tensor } = plan.planned[at]!.place;
    const content = entry.unsupported === undefined ? await contentOf(weights, tensor).catch(() => "") : "";
    results.push({ ...found, content });
  }
  return {
    rows: allExemptUndetermined(results.map(({ row }) => row)),
    notes: [`shard ${index} of ${of}: tensors are compared with each other by merge, which reads the files again`],
    shard: { index, of, plan: digestOf(plan, asked, version), count: plan.planned.length, places, asked, results },
  };
}
