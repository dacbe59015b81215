/** What the record of one of several shards says of itself, whatever it is a run of. */
export interface ShardStamp {
  /** Counted from 1. */
  readonly index: number;
  readonly of: number;
  /** Digest of the whole plan. */
  readonly plan: string;
  /** The number of rows of the whole run, and which of them the shard holds, counted from 0, ascending. */
  readonly count: number;
  readonly places: readonly number[];
}
