/** A tensor, or a part of one, with the contracts that it may follow. */
import type { Expectation } from "../contract/expectation.js";
import type { Initializer } from "../contract/initializer.js";
import type { Reading } from "./candidate.js";
import { identify, type Meaning, meaningsOf, rareReadings } from "./identify.js";
import type { Evidence } from "./testContract.js";

export interface IdentifiedTensor {
  /** Sizes of the whole tensor, even if the evidence is an excerpt. */
  readonly dims: readonly number[];
  readonly layout: string;
  readonly evidence: Evidence;
  readonly readings: readonly Reading[];
  /** Fits of rare forms, for a tensor that follows none of the other readings. */
  readonly rareReadings: readonly Reading[];
  /** The same tensor with other sizes and entries: a part of it, or the tensor with a fault repaired. */
  readonly withEvidence: (dims: readonly number[], evidence: Evidence) => IdentifiedTensor;
}

/** The expectations of all contracts for shapes met before: models have many tensors and few shapes. */
export type KnownMeanings = Map<string, readonly Meaning[]>;
/** The number of shapes that are remembered. */
const MOST_KNOWN = 1000;

/**
 * A function that identifies a tensor among the contracts. `expect` gives an initializer's expectation for sizes; `key`
 * names everything else that the expectation depends on.
 */
export function tensorIdentifier(
  contracts: readonly Initializer[],
  { layout, key, known }: { readonly layout: string; readonly key: string; readonly known: KnownMeanings },
  expect: (initializer: Initializer, dims: readonly number[]) => Expectation,
): IdentifiedTensor["withEvidence"] {
  const meaningsFor = (dims: readonly number[]): readonly Meaning[] => {
    const name = `${key} ${dims.join("x")}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const meanings = meaningsOf(contracts, (initializer) => expect(initializer, dims));
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, meanings);
    return meanings;
  };
  return function withEvidence(dims, evidence) {
    let readings: readonly Reading[] | undefined;
    return {
      dims,
      layout,
      evidence,
      get readings() {
        readings ??= identify(meaningsFor(dims), evidence.weight, evidence.excerpt);
        return readings;
      },
      get rareReadings() {
        return rareReadings(meaningsFor(dims), evidence.weight);
      },
      withEvidence,
    };
  };
}
