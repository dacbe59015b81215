/** A tensor, or a part of one, with the contracts that it may follow. */
import type { Expectation } from "../expectation.js";
import type { Initializer } from "../initializer.js";
import type { Reading } from "./candidate.js";
import type { Evidence } from "./hold.js";
import { identify, meaningsOf } from "./identify.js";

export interface Seen {
  /** Sizes of all of it, though the evidence be an excerpt. */
  readonly dims: readonly number[];
  readonly layout: string;
  readonly evidence: Evidence;
  readonly readings: readonly Reading[];
  /** The same for other sizes and evidence: those of a part, or with a fault repaired. */
  readonly look: (dims: readonly number[], evidence: Evidence) => Seen;
}

/** Looks at a tensor with a catalogue; `expect` is what an initializer says of these sizes. */
export function looker(
  contracts: readonly Initializer[],
  layout: string,
  expect: (initializer: Initializer, dims: readonly number[]) => Expectation,
): Seen["look"] {
  return function look(dims, evidence) {
    let readings: readonly Reading[] | undefined;
    return {
      ...{ dims, layout, evidence, look },
      // A claim that holds needs no other reading, and looking for them takes most of the time.
      get readings() {
        readings ??= identify(
          meaningsOf(contracts, (initializer) => expect(initializer, dims)),
          evidence.weight,
          evidence.excerpt,
        );
        return readings;
      },
    };
  };
}
