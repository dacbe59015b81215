/** Why a mutant that survives may: it is the same program, or differs in what no test should fix. Undefined where it is a gap. */
import type { MutantRow } from "./mutationPage.js";

interface Reason {
  readonly file: RegExp;
  readonly holds: (row: MutantRow) => boolean;
  readonly why: string;
}

const REASONS: readonly Reason[] = [
  {
    file: /gate\/ask/,
    holds: ({ original, replacement }) => original === 'decided === "open"' && replacement === "false",
    why: "the same: the finding of an open question is replaced at its next look",
  },
  {
    file: /rankTest/,
    holds: ({ original }) => /length === 0/.test(original),
    why: "the same: of nothing every sum is 0, which is the middle",
  },
  {
    file: /rankTest/,
    holds: ({ original }) => /^new Array|^from < |^to < |^k < to/.test(original),
    why: "the same: what is beyond the last value equals nothing, and a rank is overwritten by its own group",
  },
  {
    file: /rankTest/,
    holds: ({ original }) => /a - b/.test(original),
    why: "the same: the order of ranks makes answers known, and no others",
  },
  {
    file: /rankTest/,
    holds: ({ original }) => original === "most + 1",
    why: "the same: only all values together have the largest sum, and then there is nothing to compare",
  },
  {
    file: /rankTest/,
    holds: ({ replacement }) => replacement.includes("-= from[sum"),
    why: "the same: every way has as many signs, which cancel in the ratio",
  },
  {
    file: /judge/,
    holds: ({ original, replacement }) => original === "explained?.law" && replacement === "explained.law",
    why: "the same: what fails is explained",
  },
  {
    file: /check\/(power|counts)/,
    holds: ({ original }) =>
      /^Math\.(max\(1, criticals|sqrt\(df\) \/ points)|^share \/ \(1 - share\)|^1 - share$/.test(original),
    why: "the same: where the search for a root begins does not move the root",
  },
  {
    file: /marginal\/variance/,
    holds: ({ original, replacement }) => original === 'law.family === "normal"' && replacement === "false",
    why: "the same: a gamma law with the cumulants of chi-square is chi-square",
  },
  {
    file: /./,
    holds: ({ mutator, original }) => mutator === "StringLiteral" && /^["'`]/.test(original) && original.length > 3,
    why: "words for a reader",
  },
  {
    file: /./,
    holds: ({ original }) => /MOST_KEPT|MOST_KNOWN|known( !== undefined|\.get|)|shares\.|reaches\./.test(original),
    why: "what is remembered, and how much of it, changes no answer",
  },
];

export const survivorsExplained = (row: MutantRow): string | undefined =>
  REASONS.find(({ file, holds }) => file.test(row.file) && holds(row))?.why;
