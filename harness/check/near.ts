/** Tensors with near seeds: they show a seed that is halved, cut, added to an index or mixed too little. */
import type { Prospect } from "./check.js";
import type { Entries, Sample } from "./sample.js";

/** A tensor, and one whose seed differs in one bit; `kind` is the index of that bit in KINDS. */
export interface NearPair {
  readonly first: Entries;
  readonly near: Entries;
  readonly kind: number;
}

/** The bits that differ, in the order of the neighbours of one seed. */
export const KINDS = ["lowest", "highest"] as const;

/** Neighbours are grouped by tensor: those of the first tensor, those of the second, ... */
export const nearPairs = ({ tensors, neighbours = [] }: Pick<Sample, "tensors" | "neighbours">): readonly NearPair[] =>
  neighbours.map((near, k) => ({
    first: tensors[Math.floor(k / KINDS.length)]!,
    near,
    kind: k % KINDS.length,
  }));

/** The number of tensors of the first stage that near seeds are drawn for: enough for a thousand entries. */
export const nearSeedsOf = (size: number): number => Math.max(1, Math.ceil(1000 / Math.max(1, size)));

/** The number of entries drawn with near seeds of one kind. */
export const nearEntriesOf = ({ expected: { shape }, tensors }: Prospect): number =>
  shape.size * Math.min(tensors, nearSeedsOf(shape.size));
