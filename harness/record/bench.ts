import type { Verdict } from "./verdict.js";

/** What a benchmark measured: a row a contender and task. */
export interface BenchRow {
  readonly implementation: string;
  readonly implementationVersion: string;
  /** The initializer that was filled, or another task's name, such as kolmogorov_smirnov. */
  readonly initializer: string;
  /** Entries a run worked on; 1 where a run is not a matter of entries. */
  readonly elements: number;
  readonly threads: number;
  /** Nanoseconds an element, one a run, in the order they were measured. */
  readonly samples: readonly number[];
  /** The median run over that of filling as many bytes with one value, in the same rounds. */
  readonly ratioToMemoryFill: number | null;
}

/** One of the reference's tasks, held against an older benchmark. */
export interface BenchComparison {
  readonly initializer: string;
  readonly elements: number;
  readonly threads: number;
  /** The median time over the old one. */
  readonly ratio: number;
  readonly pValue: number;
  readonly verdict: Verdict;
}

export interface BenchRecord {
  readonly rows: readonly BenchRow[];
  /** Processor, versions and settings that the figures depend on. */
  readonly environment: Readonly<Record<string, string>>;
  /** Contenders that were asked for and are not there, and why. */
  readonly absent: readonly string[];
  /** Absent where nothing was compared. */
  readonly comparisons?: readonly BenchComparison[];
}
