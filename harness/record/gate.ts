import type { Verdict } from "./verdict.js";

/** What a row is about. */
export interface CaseKey {
  readonly subject: string;
  readonly subjectVersion: string;
  /** What the subject calls it. */
  readonly initializer: string;
  /** The contract it is judged by. */
  readonly contract: string;
  /** "300x500" */
  readonly shape: string;
  readonly layout: string;
  readonly dtype: string;
  /** The run's seed: with the other keys it gives every tensor of the case. */
  readonly seed: number;
}

/** One check's answer on one case. A null number is one that does not exist; it is printed as an empty cell. */
export interface Finding {
  readonly check: string;
  /** Entries that the deciding statistic was computed from. */
  readonly n: number;
  readonly statistic: number | null;
  readonly pValue: number | null;
  /** The level that the p-value of this stage was held to; 0 for an invariant, which has no false alarms. */
  readonly alpha: number;
  readonly verdict: Verdict;
  readonly expected: string | number;
  readonly observed: string | number;
  /** The smallest deviation that the check would catch nearly always at this n, in words. */
  readonly detects: string;
  /** How far escalation went: 1, 2, 3 and so on. */
  readonly stage: number;
}

/** The most likely mistake behind a failure. */
export interface Diagnosis {
  /** An id of the public table of named mistakes. */
  readonly mistake: string;
  /** One sentence: the evidence, the scale factor with its interval. */
  readonly evidence: string;
  /** Other readings that the data cannot tell apart from this one. */
  readonly alsoFits: readonly string[];
}

/** A failed case to look at: quantiles of its entries and of laws, at the same probabilities. */
export interface Picture {
  readonly probabilities: readonly number[];
  readonly observed: readonly number[];
  readonly documented: readonly number[];
  /** Of the law that the diagnosis names; null where it names none. */
  readonly diagnosed: readonly number[] | null;
}

export interface CaseResult {
  readonly key: CaseKey;
  readonly fanIn: number;
  readonly fanOut: number;
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  readonly diagnosis: Diagnosis | null;
  /** The command that reruns exactly this case. */
  readonly replay: string;
  /** What this case cannot see, or why it could not be judged. */
  readonly notes: readonly string[];
  /** Of a failed case whose entries have one law. */
  readonly picture?: Picture;
}

/** One run, whole. */
export interface RunRecord {
  readonly version: string;
  readonly seed: number;
  readonly alpha: number;
  /** p-values that the false-alarm budget was divided among. */
  readonly tests: number;
  readonly results: readonly CaseResult[];
  /** Where the run is one shard of several: what merging them takes. */
  readonly shard?: ShardOfRun;
}

/** One shard of a run. */
export interface ShardOfRun {
  /** From 1. */
  readonly index: number;
  readonly of: number;
  /** Digest of the whole plan. */
  readonly plan: string;
  /** Of the whole plan: results of cases, before those of names that no contract speaks of. */
  readonly cases: number;
  /** The shapes were chosen by initgate, not by the user. */
  readonly shapesChosen: boolean;
  /** Where the results stand in the whole plan, ascending. */
  readonly places: readonly number[];
  /** As they were judged one by one, before cases were held against each other. */
  readonly results: readonly CaseResult[];
}
