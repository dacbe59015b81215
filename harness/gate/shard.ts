/** A run in shards: which shard judges which cases, and the merge of their records into that of the whole run. */
import { createHash } from "node:crypto";
import type { CaseResult, RunRecord, ShardOfRun } from "../record/index.js";
import { reconcile } from "./diagnose/index.js";
import { withExemptions, withoutUnsupported } from "./doubts.js";

/** One of `of` shards, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** @throws RangeError of one line unless `words` is I/N with 1 <= I <= N: an unset variable must not mean everything */
export function parseShard(words: string): Shard {
  const [, index, of] = /^(\d{1,6})\/(\d{1,6})$/.exec(words) ?? [];
  const shard = { index: Number(index), of: Number(of) };
  if (!(shard.index >= 1 && shard.index <= shard.of)) {
    throw new RangeError(`must be I/N, a whole number from 1 to N of N shards, got ${JSON.stringify(words)}`);
  }
  return shard;
}

/**
 * The places of a plan that a shard takes, ascending. The costliest case goes first, each to the shard with the least cost so
 * far, so that shards take about equally long; the result depends on the costs only.
 */
export function placesOf(costs: readonly number[], { index, of }: Shard): readonly number[] {
  const loads = Array.from({ length: of }, () => 0);
  const order = costs.map((cost, place) => ({ cost, place })).sort((a, b) => b.cost - a.cost || a.place - b.place);
  const own: number[] = [];
  for (const { cost, place } of order) {
    const least = loads.reduce((best, load, at) => (load < loads[best]! ? at : best), 0);
    // A case costs something even if it draws nothing.
    loads[least]! += cost + 1;
    if (least === index - 1) own.push(place);
  }
  return own.sort((a, b) => a - b);
}

/** A digest that all shards of one run have in common, and no other run. */
export const planDigest = (plan: unknown): string =>
  createHash("sha256").update(JSON.stringify(plan)).digest("hex").slice(0, 16);

/** The final results once all are there: cases come first, then names without a contract. */
export function finished(
  results: readonly CaseResult[],
  { cases, shapesChosen }: Pick<ShardOfRun, "cases" | "shapesChosen">,
): readonly CaseResult[] {
  const judged = reconcile(results.slice(0, cases));
  return withExemptions([...(shapesChosen ? withoutUnsupported(judged) : judged), ...results.slice(cases)]);
}

/** A shard's record and the directory it was read from. */
export interface ShardRecord {
  readonly directory: string;
  readonly version: string;
  readonly record: RunRecord;
}

/**
 * The record of the whole run, the same in whatever order the shards come.
 *
 * @throws Error of one line that names the directories: no shard, another plan or version, a missing or a doubled shard
 */
export function mergeShards(records: readonly ShardRecord[]): RunRecord {
  const shards = records.map((one) => ({ ...one, shard: shardIn(one) }));
  const [first] = shards;
  if (first === undefined) throw new Error("merge: must be given directories of shards, got none");
  for (const { directory, shard, version } of shards) {
    const same = (holds: boolean, what: string): void => {
      if (!holds) throw new Error(`merge: ${directory} must be of ${what} as ${first.directory}, got another`);
    };
    same(version === first.version, `the same version of initgate (${first.version})`);
    same(shard.plan === first.shard.plan && shard.of === first.shard.of, "the same plan and number of shards");
  }
  for (let index = 1; index <= first.shard.of; index++) {
    const found = shards.filter(({ shard }) => shard.index === index);
    const names = found.map(({ directory }) => directory).join(" and ");
    if (found.length === 0) throw new Error(`merge: shard ${index}/${first.shard.of} is missing`);
    if (found.length > 1) throw new Error(`merge: shard ${index}/${first.shard.of} must come once, got ${names}`);
  }
  const results: CaseResult[] = [];
  for (const { shard } of shards) for (const [at, place] of shard.places.entries()) results[place] = shard.results[at]!;
  const { version, seed, alpha, tests } = first.record;
  return { version, seed, alpha, tests, results: finished(results, first.shard) };
}

function shardIn({ directory, record }: ShardRecord): ShardOfRun {
  if (record.shard === undefined)
    throw new Error(`merge: ${directory} must hold a shard (--shard I/N), got a whole run`);
  return record.shard;
}
