import type { Diagnosis } from "./gate.js";
import type { Verdict } from "./verdict.js";

/** A tensor of an audited file. Empty texts and nulls are what could not be told. */
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
  /** Contracts that the entries cannot tell from the best fit: the same law on this shape, or as likely. */
  readonly alsoFits: readonly string[];
  /** Entries that the p-value is computed from: all, or of a large tensor an excerpt. */
  readonly entries: number;
  /** Null where the layout shows none. */
  readonly fanIn?: number | null;
  /** Standard deviation of the entries. */
  readonly sd?: number | null;
  /** Nothing is claimed of it but that it is finite: no law was judged. */
  readonly exempt?: true;
}

/** One audit, whole. */
export interface AuditRecord {
  readonly rows: readonly AuditRow[];
  /** What was left out, and why. */
  readonly notes: readonly string[];
}
