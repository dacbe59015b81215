/** The record of a whole run of `check`, from its shards' or from its own results. */
import type { CaseResult, RunRecord, ShardOfRun } from "../record/index.js";
import { reconcile } from "./diagnose/index.js";
import { withExemptions, withoutLaterThanLosses, withoutUnsupported } from "./doubts.js";
import { rowsOfShards, type ShardRecord } from "./shard.js";

/** The final results, from the results of all cases: cases come first, then names without a contract. */
export function finished(
  results: readonly CaseResult[],
  { cases, shapesChosen }: Pick<ShardOfRun, "cases" | "shapesChosen">,
): readonly CaseResult[] {
  const judged = reconcile(withoutLaterThanLosses(results.slice(0, cases)));
  return withExemptions([...(shapesChosen ? withoutUnsupported(judged) : judged), ...results.slice(cases)]);
}

/** @throws Error of one line where the shards are not those of one run */
export function mergeCases(shards: readonly ShardRecord<RunRecord>[]): RunRecord {
  const results = rowsOfShards(shards, ({ shard }) => shard!.results);
  const { version, seed, alpha, tests, shard } = shards[0]!.record;
  return { version, seed, alpha, tests, results: finished(results, shard!) };
}
