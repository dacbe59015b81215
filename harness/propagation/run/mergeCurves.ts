/** The record of a whole run of `propagate`, from its shards'. */
import { rowsOfShards, type ShardRecord } from "../../gate/shard.js";
import type { PropagationRecord } from "../../record/index.js";
import { coordinateChecks } from "./coordinates.js";

/** @throws Error of one line if the shards are not those of one run */
export function mergeCurves(shards: readonly ShardRecord<PropagationRecord>[]): PropagationRecord {
  const curves = rowsOfShards(shards, (record) => record.curves);
  const { version, seed, alpha, coordinates } = shards[0]!.record;
  const record = { version, seed, alpha, curves };
  return coordinates === undefined ? record : { ...record, coordinates: coordinateChecks(curves) };
}
