import type { ShardStamp } from "./shard.js";
import type { Verdict } from "./verdict.js";

/** The identity of a row. */
export interface CaseKey {
  readonly subject: string;
  readonly subjectVersion: string;
  /** The subject's name for it. */
  readonly initializer: string;
  /** The contract that judges it. */
  readonly contract: string;
  /** "300x500" */
  readonly shape: string;
  readonly layout: string;
  readonly dtype: string;
  /** The seed of the run: with the other keys it determines every tensor of the case. */
  readonly seed: number;
}

/** The result of one check on one case. Null means that the number does not exist; it is printed as an empty cell. */
export interface Finding {
  readonly check: string;
  /** The number of entries that the deciding statistic was computed from. */
  readonly n: number;
  readonly statistic: number | null;
  readonly pValue: number | null;
  /** The level of the p-value at this stage; 0 for an invariant, which has no false alarms. */
  readonly alpha: number;
  readonly verdict: Verdict;
  readonly expected: string | number;
  readonly observed: string | number;
  /** The smallest deviation that the check detects with 90% power at this n, in words. */
  readonly detects: string;
  /** The last stage that was reached: 1, 2, 3 and so on. */
  readonly stage: number;
}

/** The most likely mistake behind a failure. */
export interface Diagnosis {
  /** An id of the public table of named mistakes. */
  readonly mistake: string;
  /** One sentence: the evidence, the scale factor with its interval. */
  readonly evidence: string;
  /** Other readings that the data do not distinguish from this one. */
  readonly alsoFits: readonly string[];
}

/** The picture of a failed case: quantiles of its entries and of laws, at the same probabilities. */
export interface Picture {
  readonly probabilities: readonly number[];
  readonly observed: readonly number[];
  readonly documented: readonly number[];
  /** Quantiles of the law that the diagnosis names; null if it names none. */
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
  /** What this case cannot show, or why it could not be judged. */
  readonly notes: readonly string[];
  /** The subject's program was lost with this case: it hung, died, or gave an answer that cannot be read. */
  readonly lost?: true;
  /** Present for a failed case whose entries have one law. */
  readonly picture?: Picture;
}

/** The record of one run. */
export interface RunRecord {
  readonly version: string;
  readonly seed: number;
  readonly alpha: number;
  /** The number of p-values that share the false-alarm budget. */
  readonly tests: number;
  readonly results: readonly CaseResult[];
  /** Present if the run is one of several shards: the data for merging them. */
  readonly shard?: ShardOfRun;
}

/** One shard of a run: its rows are results. */
export interface ShardOfRun extends ShardStamp {
  /** In the whole run, the number of cases, which come first; names without a contract follow them. */
  readonly cases: number;
  /** initgate chose the shapes, not the user. */
  readonly shapesChosen: boolean;
  /** The results as judged one by one, before cases were compared with each other. */
  readonly results: readonly CaseResult[];
}
