/** A check answers one question about a sample: a statistic with its null law, and what it can detect. */
import type { Expectation } from "../contract/expectation.js";
import type { Dtype } from "../weights/dtype.js";
import type { Sample } from "./sample.js";

/**
 * invariant: no correct sampler ever fails it (p is 0 or 1). exact: the p-value is exact or conservative, however small, so it
 * may fail a case at once. approximate: the p-value is accurate down to 1e-5, so fresh data must confirm it.
 */
export type Tail = "invariant" | "exact" | "approximate";

/** What a check knows before anything is drawn: whether it applies depends on this alone. */
export interface Prospect {
  readonly expected: Expectation;
  readonly dtype: Dtype;
  /** Random entries in the first stage, over all tensors. */
  readonly n: number;
  readonly tensors: number;
  /** False for weights at rest: nothing can be drawn again. */
  readonly reseeded: boolean;
}

export interface Observation {
  /** NaN if the question has no answer on this sample: the finding is undetermined. */
  readonly pValue: number;
  readonly statistic: number;
  readonly expected: string | number;
  readonly observed: string | number;
}

/** One look at a check's p-value: its level, and the number of its entries relative to the first look. */
export interface Look {
  readonly level: number;
  readonly growth: number;
}

export interface Check {
  /** snake_case, as in statistics.csv. */
  readonly name: string;
  /** One sentence, printed in reports. */
  readonly question: string;
  /** May depend on the law: a statistic can have an exact tail under one law and an approximate one under another. */
  tail(prospect: Prospect): Tail;
  applies(prospect: Prospect): boolean;
  run(sample: Sample): Observation;
  /**
   * In words, the smallest deviation that is detected with 90% power when all looks must reject; its size is the first number.
   * `n` of the prospect is the number of entries of the first look.
   */
  detects(prospect: Prospect, looks: readonly Look[]): string;
}
