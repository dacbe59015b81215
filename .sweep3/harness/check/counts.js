/** How far a share must be off for a two-sided binomial test of counts to notice: exactly, since counts are few in the tails. */
import { binomialSf } from "../numeric/index.js";
import { smallestCaught } from "./power.js";
/** The least share above `share` of n trials that all looks notice nine times in ten; `ways` p-values share a level. */
export function binomialShareSeen(n, share, looks, ways = 1) {
    const key = [n, share, ways, ...looks.flatMap(({ level, growth }) => [level, growth])].join();
    const known = shares.get(key);
    if (known !== undefined)
        return known;
    const tests = looks.map(({ level, growth }) => {
        const trials = Math.round(n * growth);
        return { trials, critical: criticalCount(trials, share, level / (2 * ways)) };
    });
    // Odds, so that no share is above 1.
    const odds = smallestCaught((ratio) => {
        const seen = ratio / (1 + ratio);
        return tests.reduce((all, { trials, critical }) => all * binomialSf(critical, trials, seen), 1);
    }, share / (1 - share));
    const found = odds / (1 + odds);
    if (shares.size < MOST_KEPT)
        shares.set(key, found);
    return found;
}
const shares = new Map();
const MOST_KEPT = 10_000;
/** The least k with P(X >= k) at most the level; n + 1 where there is none. */
function criticalCount(n, share, level) {
    let [low, high] = [Math.floor(n * share), n + 1];
    while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (binomialSf(middle, n, share) <= level)
            high = middle;
        else
            low = middle;
    }
    return high;
}
