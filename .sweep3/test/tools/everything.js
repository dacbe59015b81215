/** Every statistic that the gate computes of one standard normal tensor, as its checks compute them. */
import { strongestLag } from "../../harness/check/structure/correlation.js";
import { standardized } from "../../harness/check/structure/standardized.js";
import { standardNormal } from "../../harness/law/index.js";
import { equalPairs } from "../../harness/statistic/equalPairs.js";
import { firstAtLeast, goodnessOf } from "../../harness/statistic/goodness.js";
import { sortedDistance } from "../../harness/statistic/kolmogorov.js";
import { lineSums } from "../../harness/statistic/lineSums.js";
import { momentsOf } from "../../harness/statistic/moments.js";
import { productSum } from "../../harness/statistic/products.js";
import { sorted } from "../../harness/statistic/sorted.js";
/** Lags are looked at over so many entries, as `any_lag` does. */
const MOST_LAGS = 2 ** 19;
/** Answers the Kolmogorov-Smirnov distance, which the peer answers as well. */
export function everything(x, rows, columns) {
    const { cdf, support, quantile } = standardNormal;
    momentsOf([x], 0);
    const order = sorted([x]);
    const distance = sortedDistance(order, cdf);
    goodnessOf(order, cdf, support);
    for (let cell = 1; cell < 256; cell++)
        firstAtLeast(order, quantile(cell / 256));
    for (const bound of [-4, -3, -2, 2, 3, 4])
        firstAtLeast(order, bound);
    const pairs = equalPairs(order);
    productSum(x.subarray(1), x, 0);
    productSum(x.subarray(columns), x, 0);
    lineSums(x, rows, columns, 0);
    const part = standardized([x], standardNormal, MOST_LAGS);
    strongestLag(part, part);
    return pairs >= 0 ? distance : Number.NaN;
}
