import { type Law, standardDeviation } from "../../contract/law/index.js";
import { type Dtype, spacing } from "../../weights/dtype.js";
import type { Prospect } from "../check.js";

/** Cells this wide, in sd, add 1e-5 to the variance: what rounding does to moments is below what ten million entries show. */
const WIDE = 0.01;

/** Stored values have the law's moments: their cells are small against its spread. Where not, only probabilities are asked for. */
export function hasMoments(law: Law, dtype: Dtype): boolean {
  const sd = standardDeviation(law);
  return spacing(dtype, Math.abs(law.mean) + sd) <= WIDE * sd;
}

/** Entries are draws from one law, and there are enough of them. */
export const manyDraws =
  (fewest: number) =>
  ({ expected: { joint }, n }: Prospect): boolean =>
    (joint === "independent" || joint === "sparse") && n >= fewest;

/** The same, and cells are no wider than a standard deviation: what spreads values over wider ones is mostly the check's own. */
export const manyUniforms =
  (fewest: number) =>
  (prospect: Prospect): boolean => {
    const { law } = prospect.expected;
    const sd = standardDeviation(law);
    return manyDraws(fewest)(prospect) && spacing(prospect.dtype, Math.abs(law.mean) + 2 * sd) <= sd;
  };

/** Enough draws, and sums of powers mean something. */
export const manyMoments =
  (fewest: number) =>
  (prospect: Prospect): boolean =>
    manyDraws(fewest)(prospect) && hasMoments(prospect.expected.law, prospect.dtype);

/** The same, under a normal law. */
export const manyNormals =
  (fewest: number) =>
  (prospect: Prospect): boolean =>
    manyMoments(fewest)(prospect) && prospect.expected.law.family === "normal";
