/** Counts in equally likely cells, against a gamma law with the exact variance of chi-square and nearly its third cumulant. */
import { shiftedGammaCdf, shiftedGammaSf } from "../../numeric/index.js";
import { power } from "../../numeric/power.js";
import { twoSided } from "../power.js";

/** Two-sided: too uneven, or too even to be random. */
export function evenness(
  counts: Float64Array,
  points: number,
): { readonly statistic: number; readonly pValue: number } {
  const cells = counts.length;
  const each = points / cells;
  let statistic = 0;
  for (const count of counts) statistic += (count - each) ** 2 / each;
  const df = cells - 1;
  const variance = (2 * df * (points - 1)) / points;
  const third = 8 * df + (4 * df * cells) / points;
  const z = (statistic - df) / Math.sqrt(variance);
  const skewness = third / power(variance, 1.5);
  return { statistic, pValue: twoSided(shiftedGammaCdf(z, skewness), shiftedGammaSf(z, skewness)) };
}
