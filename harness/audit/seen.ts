/** A tensor, or a part of one, with the contracts that it may follow. */
import type { Expectation } from "../contract/expectation.js";
import type { Initializer } from "../contract/initializer.js";
import type { Reading } from "./candidate.js";
import type { Evidence } from "./hold.js";
import { identify, type Meaning, meaningsOf, rareReadings } from "./identify.js";

export interface Seen {
  /** Sizes of all of it, though the evidence be an excerpt. */
  readonly dims: readonly number[];
  readonly layout: string;
  readonly evidence: Evidence;
  readonly readings: readonly Reading[];
  /** Fits of rare forms, for what none of the readings holds of. */
  readonly rarely: readonly Reading[];
  /** The same for other sizes and evidence: those of a part, or with a fault repaired. */
  readonly look: (dims: readonly number[], evidence: Evidence) => Seen;
}

/** What the contracts say of shapes that were looked at before: models have many tensors of few shapes. */
export type Known = Map<string, readonly Meaning[]>;
/** Shapes that are remembered. */
const MOST_KNOWN = 1000;

/** Looks at a tensor with a catalogue; `expect` is what an initializer says of sizes, and `key` all that it depends on besides. */
export function looker(
  contracts: readonly Initializer[],
  { layout, key, known }: { readonly layout: string; readonly key: string; readonly known: Known },
  expect: (initializer: Initializer, dims: readonly number[]) => Expectation,
): Seen["look"] {
  const meaningsFor = (dims: readonly number[]): readonly Meaning[] => {
    const name = `${key} ${dims.join("x")}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    const meanings = meaningsOf(contracts, (initializer) => expect(initializer, dims));
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(name, meanings);
    return meanings;
  };
  return function look(dims, evidence) {
    let readings: readonly Reading[] | undefined;
    return {
      dims,
      layout,
      evidence,
      get readings() {
        readings ??= identify(meaningsFor(dims), evidence.weight, evidence.excerpt);
        return readings;
      },
      get rarely() {
        return rareReadings(meaningsFor(dims), evidence.weight);
      },
      look,
    };
  };
}
