/**
 * Tests whether two lists of numbers were drawn from one law, by the exact rank-sum test (Wilcoxon 1945). The p-value
 * is the share, among all ways to divide the pooled numbers, of those with a rank sum as far from the middle as that of
 * the first list. The only assumption is that, if the laws are equal, all ways are equally likely.
 */

/** Two-sided. Numbers that differ from the next by at most `tolerance` are ties, and share their ranks. 1 if a list is empty. */
export function rankTest(one: readonly number[], other: readonly number[], tolerance = 0): number {
  if (one.length === 0 || other.length === 0) return 1;
  const ranks = doubledRanks([...one, ...other], tolerance);
  const sum = ranks.slice(0, one.length).reduce((total, rank) => total + rank, 0);
  const ways = knownWays(ranks, one.length);
  // Twice the middle: one.length * (N + 1) / 2 in ranks, and ranks are doubled.
  const middle = one.length * (ranks.length + 1);
  const far = Math.abs(sum - middle);
  let [beyond, all] = [0, 0];
  for (let total = 0; total < ways.length; total++) {
    all += ways[total]!;
    if (Math.abs(total - middle) >= far) beyond += ways[total]!;
  }
  return beyond / all;
}

/** Twice the ranks, from 1, so that shared ranks are integers. */
function doubledRanks(values: readonly number[], tolerance: number): readonly number[] {
  const order = values.map((_, k) => k).sort((a, b) => values[a]! - values[b]!);
  const ranks = new Array<number>(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    to = from + 1;
    while (to < order.length && values[order[to]!]! - values[order[to - 1]!]! <= tolerance) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = from + 1 + to;
  }
  return ranks;
}

/** Results by ranks: without ties the ranks, and so the results, are always the same. */
const known = new Map<string, Float64Array>();
const MOST_KNOWN = 100;

function knownWays(ranks: readonly number[], count: number): Float64Array {
  const sorted = ranks.toSorted((a, b) => a - b);
  const key = `${count} of ${sorted}`;
  const ways = known.get(key) ?? waysToSum(sorted, count);
  if (known.size < MOST_KNOWN) known.set(key, ways);
  return ways;
}

/** For each sum, the number of ways to choose `count` of the ascending ranks with that sum. */
function waysToSum(ranks: readonly number[], count: number): Float64Array {
  const most = ranks.reduce((sum, rank) => sum + rank, 0);
  const ways = Array.from({ length: count + 1 }, () => new Float64Array(most + 1));
  ways[0]![0] = 1;
  let reached = 0;
  for (const [used, rank] of ranks.entries()) {
    reached += rank;
    for (let chosen = Math.min(count, used + 1); chosen >= 1; chosen--) {
      const [from, to] = [ways[chosen - 1]!, ways[chosen]!];
      for (let sum = rank; sum <= reached; sum++) to[sum]! += from[sum - rank]!;
    }
  }
  return ways[count]!;
}
