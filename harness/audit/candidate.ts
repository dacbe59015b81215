import type { Expectation } from "../contract/expectation.js";

/** A contract that a tensor may follow. */
export interface Candidate {
  /** As it is printed: with its parameters where they are fitted. */
  readonly name: string;
  /** What the entries are tested by. */
  readonly expected: Expectation;
  /** Nats: the log-likelihood, less what fitted parameters cost. */
  readonly score: number;
  /** Place or scale are fitted, as nobody documents them. */
  readonly isFit?: true;
  /** The fitted scale, for models to be read together by. */
  readonly scale?: Scale;
}

export interface Scale {
  /** Scales of one family are comparable. */
  readonly family: string;
  readonly value: number;
  /** Relative standard error. */
  readonly error: number;
}

/** Contracts that are the same law on this shape, in the order of the catalogue: the plainest is first. */
export interface Reading {
  readonly best: Candidate;
  readonly sameLaw: readonly Candidate[];
}

/** What some contracts say of one shape, all the same. */
export interface Meaning {
  readonly names: readonly string[];
  /** Of the first. */
  readonly parameters: readonly string[];
  readonly expected: Expectation;
}
