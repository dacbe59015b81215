/** Checks that each detect a single fault: a failed check names it, and its observation is the evidence. */
import type { Check } from "../../../check/check.js";
import { commonestValue } from "../../../check/marginal/commonestValue.js";
import { largestGap } from "../../../check/marginal/largestGap.js";
import { entriesChange } from "../../../check/structure/entriesChange.js";
import { mirrored } from "../../../check/structure/mirrored.js";
import { nearSeeds } from "../../../check/structure/nearSeeds.js";
import { nearSeedsLag } from "../../../check/structure/nearSeedsLag.js";
import { nearSeedsSizes } from "../../../check/structure/nearSeedsSizes.js";
import { nearSeedsValues } from "../../../check/structure/nearSeedsValues.js";
import { pairLaw } from "../../../check/structure/pairLaw.js";
import { pairStates } from "../../../check/structure/pairStates.js";
import { reflections } from "../../../check/structure/reflections.js";
import { signParity } from "../../../check/structure/signParity.js";
import { taps } from "../../../check/structure/taps.js";
import { trend } from "../../../check/structure/trend.js";
import type { Mistake } from "../mistakes.js";
import { lawHolds } from "./lawHolds.js";
import { failedAny, type Recogniser } from "./recogniser.js";

interface Mark {
  readonly check: Check;
  readonly mistake: Mistake;
  readonly words: string;
  readonly alsoFits?: readonly Mistake[];
  /** Checks of what this check assumes: if one of them fails too, this check's failure names nothing. */
  readonly unless?: readonly string[];
  /** How right the law must be for the check to name its fault: some checks also fail under a wrong law. */
  readonly law: "any" | "nearly right" | "right";
}

/** Checks that fail if the entries of one tensor are correlated. */
const CORRELATED: readonly string[] = [
  "lag_rows",
  "lag_columns",
  "any_lag",
  "row_means",
  "column_means",
  "gram",
  "trend",
];

/** Checks that fail if the variance of an entry depends on its place. */
const UNEVEN: readonly string[] = [...CORRELATED, "row_variances", "column_variances", "tensor_variances", "triples"];

/** In order of precedence: an earlier fault explains the later ones. */
const MARKS: readonly Mark[] = [
  {
    check: nearSeeds,
    unless: CORRELATED,
    law: "right",
    mistake: "seed-reused",
    words: "correlated seeds: a correlation of",
  },
  {
    check: nearSeedsLag,
    unless: CORRELATED,
    law: "right",
    mistake: "seed-reused",
    words: "seeds are shifts of one stream:",
  },
  {
    check: nearSeedsSizes,
    unless: UNEVEN,
    law: "right",
    mistake: "seed-reused",
    words: "magnitudes of near seeds agree:",
  },
  { check: nearSeedsValues, law: "any", mistake: "seed-reused", words: "near seeds share values:" },
  {
    check: commonestValue,
    law: "nearly right",
    mistake: "other-law",
    words: "one value too often:",
    alsoFits: ["constant", "outliers"],
  },
  { check: largestGap, law: "nearly right", mistake: "other-law", words: "a gap:" },
  {
    check: mirrored,
    law: "any",
    mistake: "correlated-entries",
    words: "equal magnitudes of opposite signs:",
  },
  { check: pairStates, unless: CORRELATED, law: "right", mistake: "few-states", words: "few states of pairs:" },
  {
    check: taps,
    law: "right",
    mistake: "correlated-entries",
    words: "a three-point relation:",
    alsoFits: ["few-states"],
  },
  { check: signParity, law: "right", mistake: "correlated-entries", words: "signs follow from their neighbours':" },
  { check: trend, law: "nearly right", mistake: "correlated-entries", words: "a trend:", alsoFits: ["shifted-mean"] },
  {
    check: reflections,
    unless: CORRELATED,
    law: "right",
    mistake: "correlated-entries",
    words: "a mirror image: a correlation of",
  },
  {
    check: pairLaw,
    law: "right",
    mistake: "correlated-entries",
    words: "pairs depend on each other: chi-square of radius and angle is",
  },
];

/** Checks that fail if the law of one entry is wrong. */
const OF_THE_LAW: readonly string[] = [
  "support",
  "mean",
  "variance",
  "edge",
  "tail_counts",
  "tail_sign",
  "kolmogorov_smirnov",
  "anderson_darling",
  "cramer_von_mises",
  "neyman",
  "skewness",
  "kurtosis",
  "chi_square",
];

export const marked: Recogniser = (input) => {
  const failed = MARKS.filter(({ check }) => failedAny(input, check.name));
  const believed = failed
    .filter(({ unless = [] }) => !failedAny(input, ...unless))
    .filter(({ law }) => law === "any" || (lawHolds(input) && (law !== "right" || !failedAny(input, ...OF_THE_LAW))));
  const [mark] = believed;
  if (mark === undefined) return undefined;
  const { check, mistake, words, alsoFits = [] } = mark;
  return { mistake, evidence: `${words} ${check.run(input.samples[0]!).observed}`, alsoFits };
};

/** Entries that are the same under every seed, beside others that change. */
export const neverChanges: Recogniser = (input) => {
  if (!failedAny(input, entriesChange.name)) return undefined;
  const { observed } = entriesChange.run(input.samples[0]!);
  return { mistake: "never-changes", evidence: String(observed), alsoFits: ["constant"] };
};
