import { median } from "./median.js";
import { rankSumSf } from "./rankSum.js";
/**
 * A one-sided rank test a row that both have, each at alpha over their number, so that runs of one law are called slower with
 * probability alpha at most. Rows with too few runs ever to be called slower are undetermined. No clock of the machine's
 * state is kept: conditions must be alike, as they are where both were measured on one quiet machine.
 */
export function compare(before, now, alpha) {
    const pairs = now.flatMap((timing) => {
        const old = before.find((one) => keyOf(one) === keyOf(timing));
        const usable = timing.implementation === "reference" && old !== undefined && old.samples.length > 0;
        return usable && timing.samples.length > 0 ? [{ timing, old }] : [];
    });
    const level = alpha / pairs.length;
    return pairs.map(({ timing, old }) => {
        const pValue = rankSumSf(old.samples, timing.samples);
        const least = 1 / choose(old.samples.length + timing.samples.length, timing.samples.length);
        const verdict = least > level ? "undetermined" : pValue <= level ? "fail" : "pass";
        const { initializer, elements, threads } = timing;
        return { initializer, elements, threads, ratio: median(timing.samples) / median(old.samples), pValue, verdict };
    });
}
const keyOf = ({ implementation, initializer, elements, threads }) => JSON.stringify([implementation, initializer, elements, threads]);
function choose(n, k) {
    let ways = 1;
    for (let i = 1; i <= k; i++)
        ways *= (n - k + i) / i;
    return ways;
}
