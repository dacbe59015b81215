/**
 * A check asks one question of a sample. It is a pair: a statistic with its null law, and what it can see.
 */
import type { Expectation } from "../contract/expectation.js";
import type { Dtype } from "../weights/dtype.js";
import type { Sample } from "./sample.js";

/**
 * invariant: no correct sampler ever fails it (p is 0 or 1). exact: the p-value is exact or conservative however small,
 * so it may fail a case at once. approximate: the p-value is right down to 1e-5, so it must be confirmed on fresh data.
 */
export type Tail = "invariant" | "exact" | "approximate";

/** What a check may know before anything is drawn: it must decide by this alone whether it will ask. */
export interface Prospect {
  readonly expected: Expectation;
  readonly dtype: Dtype;
  /** Random entries that the first stage draws, over all tensors. */
  readonly n: number;
  readonly tensors: number;
  /** False for weights at rest: nothing can be drawn again. */
  readonly reseeded: boolean;
}

export interface Observation {
  /** NaN says that the question has no answer on this sample: the finding is undetermined. */
  readonly pValue: number;
  readonly statistic: number;
  readonly expected: string | number;
  readonly observed: string | number;
}

/** One look at a check's p-value: the level that it is held to, and how many times the entries of the first look it has. */
export interface Look {
  readonly level: number;
  readonly growth: number;
}

export interface Check {
  /** snake_case, as in statistics.csv. */
  readonly name: string;
  /** One sentence, printed in reports. */
  readonly question: string;
  /** May depend on the law: the same statistic can have an exact tail under one and an approximate one under another. */
  tail(prospect: Prospect): Tail;
  applies(prospect: Prospect): boolean;
  run(sample: Sample): Observation;
  /**
   * The smallest deviation that fails nine times in ten, when all looks must reject: in words, with its size as the first
   * number. `n` of the prospect are the entries of the first look.
   */
  detects(prospect: Prospect, looks: readonly Look[]): string;
}
