/**
 * A published result on signal propagation, as a value: what theory says of it, and how one network shows it. The runner
 * draws networks until the two can be compared; see judge.ts.
 */
import { once } from "./once.js";

/** Where a mean must lie, when theory bounds it without saying it. */
export type Interval = readonly [low: number, high: number];

/** A number that one network shows, and what its mean over networks must be. */
export interface Statistic {
  readonly name: string;
  /** The mean at infinite width: what papers print. */
  readonly limit: number | Interval;
  /** The mean at the width of the experiment; absent: the limit, or what the reference networks show. */
  readonly mean?: number | Interval;
  /** The variance of one network's number, where theory knows it; absent: estimated from the networks. */
  readonly variance?: number;
  /** How the number is shown to readers, where it was averaged as a logarithm; increasing. */
  readonly shown?: (value: number) => number;
  /** As the paper, or whoever computed it for the paper, prints it: at infinite width, or at the width of the experiment. */
  readonly published?: string;
  readonly prints?: "limit" | "width";
  /** What rounding alone may do to the mean. */
  readonly rounding?: number;
}

/** A number that theory computes and a paper prints: nothing is simulated. */
export interface Fact {
  readonly name: string;
  readonly value: number;
  readonly published: string;
}

export interface Declaration<Setting> {
  readonly id: string;
  /** Numbers of the rows of the table of results that this covers. */
  readonly rows: readonly number[];
  readonly paper: string;
  readonly figure: string;
  readonly settings: string;
  /** What it means to who trains networks. */
  readonly meaning: string;
  /** What else must be known to read the numbers. */
  readonly remark?: string;
  /** Networks at full effort, and how many it takes at least. */
  readonly nets: number;
  readonly fewest?: number;
  /** Computed when asked for: it may take seconds. */
  readonly statistics: () => readonly Statistic[];
  readonly facts?: () => readonly Fact[];
  /** What the paper says to use, and a known mistake that these statistics must notice. */
  readonly right: Setting;
  readonly wrong: { readonly what: string; readonly setting: Setting };
  /** One network of this seed, its numbers in the order of the statistics. */
  readonly draw: (seed: number, setting: Setting) => readonly number[];
  /** Exact networks without weight matrices, for statistics whose mean at finite width has no formula. */
  readonly reference?: { readonly nets: number; readonly draw: (seed: number) => readonly number[] };
}

/** Which networks to draw: the paper's, those with the planted mistake, or the reference networks. */
export type Kind = "right" | "wrong" | "reference";

/** A declaration whose setting nobody needs to know any more. */
export interface Paper extends Omit<Declaration<unknown>, "right" | "wrong" | "draw" | "reference"> {
  readonly mistake: string;
  readonly references: number;
  readonly draw: (seed: number, kind: Kind) => readonly number[];
}

export function paper<Setting>(declared: Declaration<Setting>): Paper {
  const { right, wrong, draw, reference, ...words } = declared;
  return {
    ...words,
    statistics: once(words.statistics),
    ...(words.facts && { facts: once(words.facts) }),
    mistake: wrong.what,
    references: reference?.nets ?? 0,
    draw: (seed, kind) => {
      if (kind !== "reference") return draw(seed, kind === "right" ? right : wrong.setting);
      if (reference === undefined) throw new Error(`${words.id}: has no reference networks`);
      return reference.draw(seed);
    },
  };
}
