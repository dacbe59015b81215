/**
 * The entries as uniforms: u = F(x), where the law holds. Where the dtype's cells are not negligible (16 bits; a large mean
 * with a small spread) each u is spread evenly over the probability of its cell, by a stream of the sample's own: exact, and
 * the same every time.
 */
import { roundingInterval, spacing } from "../../format/dtype.js";
import { standardDeviation } from "../../law/index.js";
import { goodnessOf } from "../../statistic/goodness.js";
import { ownWords } from "../ownStream.js";
/** Cells wider than this share of a standard deviation are seen by a goodness-of-fit test of a hundred million entries. */
const NEGLIGIBLE = 1e-6;
export function isCoarse(law, dtype) {
    const sd = standardDeviation(law);
    return spacing(dtype, Math.abs(law.mean) + 2 * sd) > NEGLIGIBLE * sd;
}
const ordered = new WeakMap();
const computed = new WeakMap();
function orderedOf(sample) {
    let held = ordered.get(sample);
    if (held === undefined) {
        const { cdf, support } = sample.expected.law;
        held = isCoarse(sample.expected.law, sample.dtype)
            ? {
                entries: spreadUniforms(sample.values, sample.dtype, sample.expected.law).sort(),
                cdf: (u) => u,
                support: [0, 1],
            }
            : { entries: sample.sorted, cdf, support };
        ordered.set(sample, held);
    }
    return held;
}
/** The sums over u that the tests of fit share. */
export function goodness(sample) {
    let held = computed.get(sample);
    if (held === undefined) {
        const { entries, cdf, support } = orderedOf(sample);
        held = goodnessOf(entries, cdf, support);
        computed.set(sample, held);
    }
    return held;
}
/** How many u are below p; NaN is below nothing. */
export const countBelow = (sample, p) => count(orderedOf(sample), (u) => u < p);
/** How many u are at most p. */
export const countAtMost = (sample, p) => count(orderedOf(sample), (u) => u <= p);
/** Whether some entry is NaN. */
export const isSpoiled = (sample) => Number.isNaN(sample.sorted[sample.n - 1]);
/** Entries before the first whose u fails the test, by bisection. */
function count({ entries, cdf }, holds) {
    let [low, high] = [0, entries.length];
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (holds(cdf(entries[middle])))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
/** u of values on a coarse grid, spread evenly over the probability of their cells, in the order of the values. */
export function spreadUniforms(values, dtype, law) {
    const read = ownWords([values], "spread over cells");
    return values.map((x) => {
        const [low, high] = roundingInterval(dtype, x);
        const from = law.cdf(low);
        return from + (law.cdf(high) - from) * ((read() + 0.5) / 2 ** 32);
    });
}
