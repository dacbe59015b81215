import { affine, standardDeviation, standardize } from "../law/index.js";
import { momentsOf } from "./moments.js";
/** The contract's form moved to where the sample lies: a bounded one to the middle of its extremes, else to its mean. */
export function shifted({ law }, values) {
    const [low, high] = law.support;
    const isBounded = Number.isFinite(high - low);
    const shift = isBounded ? midrangeOf(values) - (low + high) / 2 : momentsOf(values).mean - law.mean;
    const moved = affine(standardize(law), standardDeviation(law), law.mean + shift);
    return {
        mistake: "shifted-mean",
        words: `mean ${Number(moved.mean.toPrecision(4))} for ${law.mean}`,
        law: moved,
        changes: 1,
    };
}
function midrangeOf(values) {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const x of values) {
        low = Math.min(low, x);
        high = Math.max(high, x);
    }
    return (low + high) / 2;
}
