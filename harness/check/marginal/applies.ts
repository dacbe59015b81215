import { type Law, standardDeviation } from "../../contract/law/index.js";
import { type Dtype, spacing } from "../../weights/dtype.js";
import type { Prospect } from "../check.js";

/** Rounding to cells of this width, in standard deviations, adds 1e-5 to the variance: ten million entries do not show it. */
const WIDE = 0.01;

/**
 * Whether stored values have the moments of the law: their cells are small relative to its spread. Otherwise only probabilities
 * are tested.
 */
export function hasMoments(law: Law, dtype: Dtype): boolean {
  const sd = standardDeviation(law);
  return spacing(dtype, Math.abs(law.mean) + sd) <= WIDE * sd;
}

/** Whether entries are draws from one law, and enough of them. */
export const manyDraws =
  (fewest: number) =>
  ({ expected: { joint }, n }: Prospect): boolean =>
    (joint === "independent" || joint === "sparse") && n >= fewest;

/**
 * The same, with cells at most a standard deviation wide: in wider cells most of the randomness would be that which the
 * check adds.
 */
export const manyUniforms =
  (fewest: number) =>
  (prospect: Prospect): boolean => {
    const { law } = prospect.expected;
    const sd = standardDeviation(law);
    return manyDraws(fewest)(prospect) && spacing(prospect.dtype, Math.abs(law.mean) + 2 * sd) <= sd;
  };

/** Enough draws, and power sums are meaningful. */
export const manyMoments =
  (fewest: number) =>
  (prospect: Prospect): boolean =>
    manyDraws(fewest)(prospect) && hasMoments(prospect.expected.law, prospect.dtype);

/** The same, under a normal law. */
export const manyNormals =
  (fewest: number) =>
  (prospect: Prospect): boolean =>
    manyMoments(fewest)(prospect) && prospect.expected.law.family === "normal";
