const REASONS = [
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
export const survivorsExplained = (row) => REASONS.find(({ file, holds }) => file.test(row.file) && holds(row))?.why;
