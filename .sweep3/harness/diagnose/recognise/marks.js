import { commonestValue } from "../../check/marginal/commonestValue.js";
import { largestGap } from "../../check/marginal/largestGap.js";
import { entriesChange } from "../../check/structure/entriesChange.js";
import { mirrored } from "../../check/structure/mirrored.js";
import { nearSeeds } from "../../check/structure/nearSeeds.js";
import { nearSeedsLag } from "../../check/structure/nearSeedsLag.js";
import { nearSeedsValues } from "../../check/structure/nearSeedsValues.js";
import { pairLaw } from "../../check/structure/pairLaw.js";
import { pairStates } from "../../check/structure/pairStates.js";
import { signParity } from "../../check/structure/signParity.js";
import { taps } from "../../check/structure/taps.js";
import { trend } from "../../check/structure/trend.js";
import { lawHolds } from "./lawHolds.js";
import { failedAny } from "./recogniser.js";
/** In the order in which one explains away the next. */
const MARKS = [
    { check: nearSeeds, law: "right", mistake: "seed-reused", words: "correlated seeds: a correlation of" },
    { check: nearSeedsLag, law: "right", mistake: "seed-reused", words: "seeds are shifts of one stream:" },
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
    { check: pairStates, law: "right", mistake: "few-states", words: "few states of pairs:" },
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
        check: pairLaw,
        law: "right",
        mistake: "correlated-entries",
        words: "pairs depend on each other: chi-square of radius and angle is",
    },
];
/** Checks that fail where the law of one entry is wrong. */
const OF_THE_LAW = [
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
export const marked = (input) => {
    const failed = MARKS.filter(({ check }) => failedAny(input, check.name));
    const believed = failed.filter(({ law }) => law === "any" || (lawHolds(input) && (law !== "right" || !failedAny(input, ...OF_THE_LAW))));
    const [mark] = believed;
    if (mark === undefined)
        return undefined;
    const { check, mistake, words, alsoFits = [] } = mark;
    return { mistake, evidence: `${words} ${check.run(input.samples[0]).observed}`, alsoFits };
};
/** Entries that are the same under every seed, beside others that change. */
export const neverChanges = (input) => {
    if (!failedAny(input, entriesChange.name))
        return undefined;
    const { observed } = entriesChange.run(input.samples[0]);
    return { mistake: "never-changes", evidence: String(observed), alsoFits: ["constant"] };
};
