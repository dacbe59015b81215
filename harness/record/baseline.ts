import type { Diagnosis } from "./gate.js";
import type { Verdict } from "./verdict.js";

/** The result of a comparison; empty if nothing could be compared. */
export type Sameness = "same bits" | "same law" | "other law" | "";

/**
 * The comparison of one case. For checkpoints it is that of one tensor: `initializer` is the tensor's name, and the
 * versions are the files.
 */
export interface BaselineRow {
  readonly subject: string;
  readonly versionThen: string;
  readonly versionNow: string;
  readonly initializer: string;
  readonly shape: string;
  readonly layout: string;
  readonly dtype: string;
  /** Null for a tensor of a checkpoint. */
  readonly seed: number | null;
  readonly found: Sameness;
  readonly verdict: Verdict;
  /** The smallest p-value of the case's tests, times their number; null if the bits decided. */
  readonly pValue: number | null;
  /** Tests that distinguish the two laws. */
  readonly failed: readonly string[];
  /** The contract that fits best, then and now, or "none". */
  readonly lawThen: string;
  readonly lawNow: string;
  readonly diagnosis: Diagnosis | null;
  readonly note: string;
}

export interface BaselineRecord {
  readonly alpha: number;
  /** The number of p-values that share the false-alarm budget. */
  readonly tests: number;
  readonly rows: readonly BaselineRow[];
}
