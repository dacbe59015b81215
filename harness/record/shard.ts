/** The place of a shard in its run: the same for every kind of record. */
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
