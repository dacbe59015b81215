import type { Diagnosis } from "./gate.js";
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
  /** The only claim is that it is finite: no law was judged. */
  readonly exempt?: true;
}

/** The record of one audit. */
export interface AuditRecord {
  readonly rows: readonly AuditRow[];
  /** What was left out, and why. */
  readonly notes: readonly string[];
}
