import type { Verdict } from "./verdict.js";

/** What a benchmark measured: one row for each contender and task. */
export interface BenchRow {
  readonly implementation: string;
  readonly implementationVersion: string;
  /** The initializer that was filled, or another task's name, such as kolmogorov_smirnov. */
  readonly initializer: string;
  /** Entries in one run; 1 if a run does not depend on entries. */
  readonly elements: number;
  readonly threads: number;
  /** Nanoseconds for each element, one number for each run, in the order of measurement. */
  readonly samples: readonly number[];
  /** The median run, divided by that of filling as many bytes with one value, in the same rounds. */
  readonly ratioToMemoryFill: number | null;
}

/** One task of the reference, compared with an older benchmark. */
export interface BenchComparison {
  readonly initializer: string;
  readonly elements: number;
  readonly threads: number;
  /** The median time, divided by the old one. */
  readonly ratio: number;
  readonly pValue: number;
  readonly verdict: Verdict;
}

export interface BenchRecord {
  readonly rows: readonly BenchRow[];
  /** Processor, versions and settings that the figures depend on. */
  readonly environment: Readonly<Record<string, string>>;
  /** Requested contenders that are not available, and why. */
  readonly absent: readonly string[];
  /** Absent if nothing was compared. */
  readonly comparisons?: readonly BenchComparison[];
}
