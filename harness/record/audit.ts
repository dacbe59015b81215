import type { Diagnosis } from "./gate.js";
import type { ShardStamp } from "./shard.js";
import type { Verdict } from "./verdict.js";

/** A tensor of an audited file. Empty texts and nulls mean unknown. */
export interface AuditRow {
  readonly file: string;
  readonly tensor: string;
  readonly shape: string;
  readonly layout: string;
  readonly dtype: string;
  /** The contract that fits, or "none". */
  readonly bestFit: string;
  /** The smallest p-value, times the number of p-values it was chosen from. */
  readonly pValue: number | null;
  readonly verdict: Verdict;
  readonly diagnosis: Diagnosis | null;
  /** Why a tensor could not be judged, or what failed. */
  readonly note: string;
  /** Contracts that the entries do not distinguish from the best fit: the same law on this shape, or about as likely. */
  readonly alsoFits: readonly string[];
  /** The number of entries that the p-value is computed from: all, or an excerpt of a large tensor. */
  readonly entries: number;
  /** Null if the layout does not show it. */
  readonly fanIn?: number | null;
  /** Standard deviation of the entries. */
  readonly sd?: number | null;
  /** The tensor is claimed to be finite and nothing else: no law was judged. */
  readonly exempt?: true;
}

/** One shard of an audit. */
export interface ShardOfAudit extends ShardStamp {
  /** The input of the audit: `merge` reads the files again to compare tensors with each other. */
  readonly asked: unknown;
  /** For each place the result for the tensor alone, and a digest of its content. */
  readonly results: readonly unknown[];
}

/** The record of one audit. */
export interface AuditRecord {
  readonly rows: readonly AuditRow[];
  /** What the audit left out, and why. */
  readonly notes: readonly string[];
  /** Present if the run is one of several shards: the data for merging them. */
  readonly shard?: ShardOfAudit;
}
