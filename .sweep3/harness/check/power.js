/** How far off a thing must be to be caught with 90% power: what `detects` states. */
import { increasingRoot } from "../numeric/increasingRoot.js";
import { chiSquareSf, normalCdf, normalQuantileSf, poissonSf } from "../numeric/index.js";
import { power } from "../numeric/power.js";
/** The probability with which all looks at a deviation of the stated size must reject. */
export const POWER = 0.9;
/** The smallest deviation, above 0, that is caught with that probability; `guess` is of its order. */
export const smallestCaught = (caught, guess) => Math.exp(increasingRoot((logarithm) => caught(Math.exp(logarithm)) - POWER, Math.log(guess)));
/**
 * Standard errors, at the first look, between the null and a deviation that two-sided normal tests at all looks catch nine
 * times in ten. `ways` p-values share a level. `effect` is how many times as many standard errors a look of so many times the
 * entries sees: the square root, unless the statistic looks at part of them.
 */
export function reach(looks, ways = 1, effect = Math.sqrt) {
    const criticals = looks.map(({ level }) => normalQuantileSf(level / (2 * ways)));
    return reachOf(looks, criticals, effect);
}
/** The checks of a run share few levels and growths. */
const reaches = new Map();
const MOST_KEPT = 10_000;
/** The same, where the tests reject beyond these many standard errors. */
export function reachOf(looks, criticals, effect = Math.sqrt) {
    const effects = looks.map(({ growth }) => effect(growth));
    const key = [...criticals, ...effects].join();
    const known = reaches.get(key);
    if (known !== undefined)
        return known;
    const caught = (distance) => criticals.reduce((all, critical, k) => all * normalCdf(effects[k] * distance - critical), 1);
    const found = smallestCaught(caught, Math.max(1, criticals[0]));
    if (reaches.size < MOST_KEPT)
        reaches.set(key, found);
    return found;
}
/**
 * How uneven cells are, relatively, that a chi-square of so many degrees of freedom notices: e in n e^2, which is what the
 * statistic grows by. `size` is how many times the points a look has.
 */
export function unevenness(points, df, looks, size = (growth) => growth) {
    const criticals = looks.map(({ level }) => chiSquareCritical(level / 2, df));
    const caught = (e) => looks.reduce((all, { growth }, k) => {
        const excess = points * size(growth) * e * e;
        // Patnaik (1949): a chi-square with the mean and the variance of the noncentral one.
        const scale = (df + 2 * excess) / (df + excess);
        return all * chiSquareSf(criticals[k] / scale, (df + excess) / scale);
    }, 1);
    return smallestCaught(caught, Math.sqrt(Math.sqrt(df) / points));
}
/** What a chi-square of so many degrees of freedom exceeds with this probability. */
export const chiSquareCritical = (level, df) => Math.exp(increasingRoot((u) => Math.log(level) - Math.log(chiSquareSf(Math.exp(u), df)), Math.log(df)));
/**
 * The smallest share of entries that counts notice nine times in ten. `tail` is a look's p-value of so many, which falls as they grow;
 * `mean` is how many a look expects where the share is so large.
 */
export function shareSeen(looks, tail, mean) {
    const least = looks.map(({ level, growth }) => leastCount((count) => tail(count, growth) <= level));
    const caught = (share) => looks.reduce((all, { growth }, k) => all * poissonSf(least[k], mean(share, growth)), 1);
    return smallestCaught(caught, 1e-3);
}
/** The smallest whole number, above 0, from which on this holds. */
function leastCount(holds) {
    let high = 1;
    while (!holds(high))
        high *= 2;
    for (let low = high / 2; high - low > 1;) {
        const middle = Math.floor((low + high) / 2);
        if (holds(middle))
            high = middle;
        else
            low = middle;
    }
    return high;
}
/** Two digits, as figures of power deserve. */
export const figure = (x) => String(Number(x.toPrecision(2)));
/** Two digits, rounded up: what is caught at x need not be caught below. */
export function atLeast(x) {
    const rounded = Number(x.toPrecision(2));
    if (!(rounded < x))
        return String(rounded);
    const step = power(10, Math.floor(Math.log10(x)) - 1);
    return String(Number((rounded + step).toPrecision(2)));
}
/** Twice the smaller tail, never above 1; NaN stays NaN. */
export const twoSided = (below, above) => Math.min(1, 2 * Math.min(below, above));
