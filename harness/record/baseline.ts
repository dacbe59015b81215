import type { Diagnosis } from "./gate.js";
import type { Verdict } from "./verdict.js";

/** What a comparison can find; empty where nothing could be compared. */
export type Sameness = "same bits" | "same law" | "other law" | "";

/** One case, then and now. */
export interface BaselineRow {
  readonly subject: string;
  readonly versionThen: string;
  readonly versionNow: string;
  readonly initializer: string;
  readonly shape: string;
  readonly layout: string;
  readonly dtype: string;
  readonly seed: number;
  readonly found: Sameness;
  readonly verdict: Verdict;
  /** The smallest over the tests of the case, times their number; null where bits decided. */
  readonly pValue: number | null;
  /** Tests that tell the two laws apart. */
  readonly failed: readonly string[];
  /** The contract that fits best, then and now, or "none". */
  readonly lawThen: string;
  readonly lawNow: string;
  readonly diagnosis: Diagnosis | null;
  readonly note: string;
}

export interface BaselineRecord {
  readonly alpha: number;
  /** p-values that the false-alarm budget was divided among. */
  readonly tests: number;
  readonly rows: readonly BaselineRow[];
}
