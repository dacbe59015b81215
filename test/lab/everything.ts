/** Every statistic that the gate computes of one standard normal tensor, as its checks compute them. */

import { equalPairs } from "../../harness/check/statistic/equalPairs.js";
import { firstAtLeast, goodnessOf } from "../../harness/check/statistic/goodness.js";
import { sortedDistance } from "../../harness/check/statistic/kolmogorov.js";
import { lineSums } from "../../harness/check/statistic/lineSums.js";
import { momentsOf } from "../../harness/check/statistic/moments.js";
import { productSum } from "../../harness/check/statistic/products.js";
import { sorted } from "../../harness/check/statistic/sorted.js";
import { standardized } from "../../harness/check/structure/standardized.js";
import { strongestLagTest } from "../../harness/check/structure/strongestLagTest.js";
import { standardNormal } from "../../harness/contract/law/index.js";

/** Lags are looked at over so many entries, as `any_lag` does. */
const MOST_LAGS = 2 ** 19;

/** Answers the Kolmogorov-Smirnov distance, which the peer answers as well. */
export function everything(x: Float32Array, rows: number, columns: number): number {
  const { cdf, support, quantile } = standardNormal;
  momentsOf([x], 0);
  const order = sorted([x]);
  const distance = sortedDistance(order, cdf);
  goodnessOf(order, cdf, support);
  for (let cell = 1; cell < 256; cell++) firstAtLeast(order, quantile(cell / 256));
  for (const bound of [-4, -3, -2, 2, 3, 4]) firstAtLeast(order, bound);
  const pairs = equalPairs(order);
  productSum(x.subarray(1), x, 0);
  productSum(x.subarray(columns), x, 0);
  lineSums(x, rows, columns, 0);
  const part = standardized([x], standardNormal, MOST_LAGS);
  strongestLagTest(part, part);
  return pairs >= 0 ? distance : Number.NaN;
}
