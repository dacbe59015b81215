/** The Wilcoxon-Mann-Whitney test of two samples, its null law exact (Mann and Whitney 1947). */

/**
 * The probability, under one law, that at least as many pairs have the larger value in the second sample; a tie counts
 * as half. Both samples must be non-empty.
 */
export function rankSumSf(first: readonly number[], second: readonly number[]): number {
  let larger = 0;
  for (const x of first) for (const y of second) larger += y > x ? 1 : y === x ? 0.5 : 0;
  const counts = pairCounts(first.length, second.length);
  const all = counts.reduce((sum, count) => sum + count, 0);
  // Half a pair is rounded down: with ties the answer is conservative.
  return counts.slice(Math.floor(larger)).reduce((sum, count) => sum + count, 0) / all;
}

/** The numbers of orders of m and n values that have 0, 1, ..., mn pairs with the larger value in the second sample. */
function pairCounts(m: number, n: number): Float64Array {
  let rows = Array.from({ length: n + 1 }, () => Float64Array.of(1));
  for (let i = 1; i <= m; i++) {
    const next = [Float64Array.of(1)];
    for (let j = 1; j <= n; j++) {
      // The largest value of all is the second's (it beats all i of the first), or the first's.
      const counts = new Float64Array(i * j + 1);
      const [own, other] = [next[j - 1]!, rows[j]!];
      for (let k = 0; k < own.length; k++) counts[k + i]! += own[k]!;
      for (let k = 0; k < other.length; k++) counts[k]! += other[k]!;
      next.push(counts);
    }
    rows = next;
  }
  return rows[n]!;
}
