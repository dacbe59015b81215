/** Correlation at all lags at once. */
import { normalSf } from "../../numeric/index.js";
import { type Strongest, strongestLag as strongest } from "../statistic/strongestLag.js";

export interface StrongestLagTest extends Strongest {
  /** The probability that some lag has a correlation this strong (Sidak's correction over all lags). */
  readonly pValue: number;
}

/**
 * The strongest of sum a_i b_(i + lag) / sqrt(count) over the lags 1 .. n/2 (also 0 and negative ones, if b is another tensor).
 */
export function strongestLagTest(a: Float64Array, b: Float64Array): StrongestLagTest {
  const most = a.length >> 1;
  const looks = a === b ? most : 2 * most + 1;
  const { lag, z } = strongest(a, b);
  const single = 2 * normalSf(Math.abs(z));
  return { lag, z, pValue: -Math.expm1(looks * Math.log1p(-single)) };
}
