/**
 * What a contract expects of a tensor of one shape. A check knows nothing else: neither the initializer of the contract
 * nor the one that drew the tensor.
 */
import type { Block } from "./blocks.js";
import type { Law } from "./law/index.js";
import type { Shape } from "./shape.js";

/** The joint law of the entries; "any" claims nothing. */
export type Joint = "independent" | "exact" | "orthogonal" | "sparse" | "any";

export type FanMode = "in" | "out" | "avg" | "geo" | "none";

/** Var(w) = scale / fan, the parameters of a variance-scaling contract; a diagnosis varies them. */
export interface Scaling {
  readonly scale: number;
  readonly fan: FanMode;
}

export interface Expectation {
  readonly shape: Shape;
  readonly joint: Joint;
  /** The law of one random entry (of a non-zero one, if sparse). */
  readonly law: Law;
  /** The exact value of the entry at a flat index, or undefined if it is random; absent if every entry is random. */
  readonly fixed?: (index: number) => number | undefined;
  /** Relative tolerance of a fixed value: for a table that programs compute in float32. */
  readonly fixedWithin?: number;
  readonly scaling?: Scaling;
  /** The matrices that must be orthogonal up to `gain`. */
  readonly orthogonal?: { readonly gain: number; readonly matrices: readonly Block[] };
  /** Variances under the contract's arithmetic without one of its factors, with a description. */
  readonly variants?: readonly { readonly variance: number; readonly words: string }[];
  /** The number of exact zeros in each column of each block. */
  readonly zerosPerColumn?: number;
}

/**
 * The fan of a mode, at least 1, so that empty axes have a finite law. Throws a RangeError of one line if the layout does not
 * determine it.
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
