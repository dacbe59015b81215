/** Tensors whose seeds are near each other's: what a seed that is halved, cut, added to an index or mixed too little shows. */
import type { Entries, Sample } from "./sample.js";

/** A tensor and one whose seed is near the first one's; `kind` is the bit of the seed that differs. */
export interface NearPair {
  readonly first: Entries;
  readonly near: Entries;
  readonly kind: number;
}

/** The bits that differ, in the order of the neighbours of one seed. */
export const KINDS = ["lowest", "highest"] as const;

/** Neighbours come in groups: those of the first tensor, those of the second, ... */
export const nearPairs = ({ tensors, neighbours = [] }: Pick<Sample, "tensors" | "neighbours">): readonly NearPair[] =>
  neighbours.map((near, k) => ({
    first: tensors[Math.floor(k / KINDS.length)]!,
    near,
    kind: k % KINDS.length,
  }));

/** How many of the first stage's tensors have their near seeds drawn as well: until a thousand entries have a counterpart. */
export const nearSeedsOf = (size: number): number => Math.max(1, Math.ceil(1000 / Math.max(1, size)));
