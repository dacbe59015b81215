/**
 * What a contract says of a tensor of one shape: all that a check may know. It never sees the initializer that made the
 * claim, nor the one that drew the tensor.
 */
import type { Block } from "./blocks.js";
import type { Law } from "./law/index.js";
import type { Shape } from "./shape.js";

/** What ties the entries together; "any" says nothing of them. */
export type Joint = "independent" | "exact" | "orthogonal" | "sparse" | "any";

export type FanMode = "in" | "out" | "avg" | "geo" | "none";

/** Var(w) = scale / fan, the words of a variance-scaling contract: what a diagnosis varies. */
export interface Scaling {
  readonly scale: number;
  readonly fan: FanMode;
}

export interface Expectation {
  readonly shape: Shape;
  readonly joint: Joint;
  /** The law of one random entry (of a non-zero one, if sparse). */
  readonly law: Law;
  /** The exact value of the entry at a flat index, or undefined where it is random; absent: every entry is random. */
  readonly fixed?: (index: number) => number | undefined;
  /** By how much, relatively, a fixed value may be off: that of a table which programs compute in float32. */
  readonly fixedWithin?: number;
  readonly scaling?: Scaling;
  /** The matrices that must be orthogonal up to `gain`. */
  readonly orthogonal?: { readonly gain: number; readonly matrices: readonly Block[] };
  /** Variances that a contract's arithmetic would give without one of its factors, and how that is said. */
  readonly variants?: readonly { readonly variance: number; readonly words: string }[];
  /** How many entries of each column of each block are exactly 0. */
  readonly zerosPerColumn?: number;
}

/**
 * The fan of a mode, never below 1, so that empty axes keep a finite law. Throws a RangeError of one line where the layout
 * tells none.
 */
export function fanOf({ fanIn, fanOut, layout }: Shape, mode: FanMode): number {
  const fans = { in: fanIn, out: fanOut, avg: (fanIn + fanOut) / 2, geo: Math.sqrt(fanIn * fanOut), none: 1 };
  const fan = fans[mode];
  if (Number.isNaN(fan)) throw new RangeError(`fans: ${NEEDS[mode]}, got layout ${layout}`);
  return Math.max(1, fan);
}

const EITHER = "the layout must have an i or an o, or fan_in and fan_out be stated";
const NEEDS = {
  in: "the layout must have an i or an o, or fan_in be stated",
  out: "the layout must have an i or an o, or fan_out be stated (a bias has none)",
  avg: EITHER,
  geo: EITHER,
  none: "",
} as const;
