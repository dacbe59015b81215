/**
 * The smallest deviation of a share that a two-sided binomial test detects: computed exactly, since counts are small in the
 * tails.
 */
import { binomialSf } from "../numeric/index.js";
import type { Look } from "./check.js";
import { smallestCaught } from "./power.js";

/** The smallest share above `share` of n trials that all looks detect with 90% power; `ways` p-values share a level. */
export function binomialShareSeen(n: number, share: number, looks: readonly Look[], ways = 1): number {
  const key = [n, share, ways, ...looks.flatMap(({ level, growth }) => [level, growth])].join();
  const known = shares.get(key);
  if (known !== undefined) return known;
  const tests = looks.map(({ level, growth }) => {
    const trials = Math.round(n * growth);
    return { trials, critical: criticalCount(trials, share, level / (2 * ways)) };
  });
  // The search is over odds, which keep every share below 1.
  const odds = smallestCaught(
    (ratio) => {
      const seen = ratio / (1 + ratio);
      return tests.reduce((all, { trials, critical }) => all * binomialSf(critical, trials, seen), 1);
    },
    share / (1 - share),
  );
  const found = odds / (1 + odds);
  if (shares.size < MOST_KEPT) shares.set(key, found);
  return found;
}

const shares = new Map<string, number>();
const MOST_KEPT = 10_000;

/** The smallest k with P(X >= k) at most the level; n + 1 if there is none. */
function criticalCount(n: number, share: number, level: number): number {
  let [low, high] = [Math.floor(n * share), n + 1];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (binomialSf(middle, n, share) <= level) high = middle;
    else low = middle;
  }
  return high;
}
