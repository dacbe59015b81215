/** Why a mutant that survives may: it is the same program, or differs in what no test should fix. Undefined where it is a gap. */
import type { MutantRow } from "./mutationPage.js";

interface Reason {
  readonly file: RegExp;
  readonly holds: (row: MutantRow) => boolean;
  readonly why: string;
}

const REASONS: readonly Reason[] = [
  {
    file: /harness\/ask/,
    holds: ({ original, replacement }) => original === 'decided === "open"' && replacement === "false",
    why: "the same: the finding of an open question is replaced at its next look",
  },
  {
    file: /./,
    holds: ({ mutator, original }) => mutator === "StringLiteral" && /^["'`]/.test(original) && original.length > 3,
    why: "words for a reader",
  },
  {
    file: /./,
    holds: ({ original }) => /MOST_KEPT|MOST_KNOWN|known(\.get|)|shares\.|reaches\./.test(original),
    why: "what is remembered, and how much of it, changes no answer",
  },
];

export const survivorsExplained = (row: MutantRow): string | undefined =>
  REASONS.find(({ file, holds }) => file.test(row.file) && holds(row))?.why;
