import type { Prospect } from "../check.js";

/** Entries are draws from one law, and there are enough of them. */
export const manyDraws =
  (fewest: number) =>
  ({ expected: { joint }, n }: Prospect): boolean =>
    (joint === "independent" || joint === "sparse") && n >= fewest;

/** The same, under a normal law. */
export const manyNormals =
  (fewest: number) =>
  (prospect: Prospect): boolean =>
    manyDraws(fewest)(prospect) && prospect.expected.law.family === "normal";
