import type { Expectation } from "../contract/expectation.js";

/** A contract that a tensor may follow. */
export interface Candidate {
  /** The printed name, with the parameters if they are fitted. */
  readonly name: string;
  /** The law and structure that the entries are tested against. */
  readonly expected: Expectation;
  /** The log-likelihood in nats, less the cost of the fitted parameters. */
  readonly score: number;
  /** The location or the scale is fitted, because no document states it. */
  readonly isFit?: true;
  /** The fitted scale; scales of several tensors are pooled. */
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

/** Contracts that expect the same of one shape. */
export interface Meaning {
  readonly names: readonly string[];
  /** Parameters of the first of `names`. */
  readonly parameters: readonly string[];
  readonly expected: Expectation;
}
