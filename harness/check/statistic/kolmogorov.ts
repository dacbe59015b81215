/**
 * The exact Kolmogorov-Smirnov distances of a sample from a law, without evaluating the law at every entry.
 *
 * With entries in order and F the computed cdf, D+ = max (i + 1)/n - F(x_i) and D- = max F(x_i) - i/n. All entries between two
 * places of known rank and F have bounds on both; a stretch whose bounds lie below distances already seen is dropped, the others
 * are halved. So F is evaluated some thousand times, and the result equals that of evaluating it everywhere, bit for bit.
 *
 * A computed F need not be monotone, but it is close to a monotone one: the normal cdf within 2^-49 (relative error 1e-15); the
 * quotient and the affine argument of a truncated law add less than that. A stretch is dropped only if its bounds are lower by
 * `SLACK`, thirty times the sum of two such errors and the roundings of i/n and of the difference.
 */
import { type Bins, edgeBefore, evenBins, gatherBins, rankBins } from "./bins.js";
import type { Entries } from "./entries.js";
import { sorted as sort } from "./sorted.js";

export interface Distances {
  /** D+: the largest excess of the sample's distribution function over the law's. */
  readonly above: number;
  /** D-. */
  readonly below: number;
}

/** Which distances are needed: the larger one alone needs half the work. */
type Sides = "each" | "larger";

interface CdfLaw {
  cdf(x: number): number;
  quantile(p: number): number;
}

const SLACK = 2 ** -43;
const UNDEFINED: Distances = { above: Number.NaN, below: Number.NaN };

/** Entries of ranks `from` to `to` - 1, whose F lies between `low` and `high`. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/** Halves stretches until all are dropped; `see` records distances that are certainly reached. */
class Search {
  above = Number.NEGATIVE_INFINITY;
  below = Number.NEGATIVE_INFINITY;

  constructor(
    readonly n: number,
    readonly sides: Sides,
  ) {}

  see(above: number, below: number): void {
    const larger = this.sides === "larger" ? Math.max(above, below) : Number.NEGATIVE_INFINITY;
    this.above = Math.max(this.above, above, larger);
    this.below = Math.max(this.below, below, larger);
  }

  /** Whether an entry of the stretch could lie farther from the law than every entry so far. */
  matters({ from, to, low, high }: Stretch): boolean {
    return to > from && (to / this.n - low > this.above - SLACK || high - from / this.n > this.below - SLACK);
  }

  /** Level by level, so that early distances drop many stretches. */
  run<S extends Stretch>(first: S, halve: (stretch: S, into: S[]) => void): void {
    for (let level = [first]; level.length > 0; ) {
      const next: S[] = [];
      for (const one of level) if (this.matters(one)) halve(one, next);
      level = next;
    }
  }
}

/** D, the larger distance, of a sample in ascending order. NaN if any entry is not finite. */
export const sortedDistance = (sorted: Entries, cdf: (x: number) => number): number =>
  sortedDistances(sorted, cdf, "larger").above;

/** D, the larger distance, of n float32 entries in any order; `parts` is read twice. NaN if any entry is not finite. */
export const kolmogorovDistance = (parts: Iterable<Float32Array>, n: number, law: CdfLaw): number =>
  kolmogorovDistances(parts, n, law, "larger").above;

/**
 * The smallest distance of a sample whose k-th smallest entry lies between `lows[k]` and `highs[k]`, both ascending. Rounding
 * keeps the order, so if entries are replaced by their rounding intervals, the distance is at most that before rounding.
 */
export function intervalDistance(lows: Entries, highs: Entries, cdf: (x: number) => number): number {
  const n = lows.length;
  let d = 0;
  for (let i = 0; i < n; i++) d = Math.max(d, (i + 1) / n - cdf(highs[i]!), cdf(lows[i]!) - i / n);
  return d;
}

/** Both distances of a sample in ascending order. */
export function sortedDistances(sorted: Entries, cdf: (x: number) => number, sides: Sides = "each"): Distances {
  const n = sorted.length;
  if (n === 0 || !Number.isFinite(sorted[0]!) || !Number.isFinite(sorted[n - 1]!)) return UNDEFINED;
  const search = new Search(n, sides);
  among(search, sorted, cdf, { from: 0, to: n, low: 0, high: 1 });
  return { above: search.above, below: search.below };
}

/** The entries of one stretch, in order. */
function among(search: Search, sorted: Entries, cdf: (x: number) => number, whole: Stretch): void {
  const { n } = search;
  search.run(whole, ({ from, to, low, high }, into) => {
    const middle = (from + to) >>> 1;
    const u = cdf(sorted[middle - whole.from]!);
    search.see((middle + 1) / n - u, u - middle / n);
    into.push({ from, to: middle, low, high: u }, { from: middle + 1, to, low: u, high });
  });
}

/** Average entries in a bin: fewer bins leave more entries to examine one by one, more bins do not fit in the cache. */
const PER_BIN = 16;
const MOST_BINS = 2 ** 18;
/** Below this number of entries sorting is as fast. */
const FEWEST = 2 ** 14;

/** Both distances of n float32 entries in any order. */
export function kolmogorovDistances(
  parts: Iterable<Float32Array>,
  n: number,
  law: CdfLaw,
  sides: Sides = "each",
): Distances {
  const bins = n < FEWEST ? undefined : binsFor(n, law);
  if (bins === undefined) return sortedDistances(sort([...parts]), (x) => law.cdf(x), sides);
  const ranks = rankBins(parts, bins);
  return ranks === undefined ? UNDEFINED : binnedDistances(parts, law, bins, ranks, new Search(n, sides));
}

/** Bins over all but the outermost entries of a sample of the law; undefined if the law has no spread in float32. */
function binsFor(n: number, law: CdfLaw): Bins | undefined {
  const count = Math.min(MOST_BINS, 2 ** Math.round(Math.log2(n / PER_BIN)));
  const bins = evenBins(count, law.quantile(1 / (4 * n)), law.quantile(1 - 1 / (4 * n)));
  return Number.isFinite(bins.scale) && Number.isFinite(bins.low) && bins.scale > 0 ? bins : undefined;
}

/** A stretch of bins. */
interface BinRun extends Stretch {
  readonly first: number;
  readonly end: number;
}

function binnedDistances(
  parts: Iterable<Float32Array>,
  law: CdfLaw,
  bins: Bins,
  ranks: Uint32Array,
  floor: Search,
): Distances {
  const { n } = floor;
  const single: BinRun[] = [];
  floor.run<BinRun>({ first: 0, end: bins.count, from: 0, to: n, low: 0, high: 1 }, (run, into) => {
    const { first, end } = run;
    if (end - first === 1) {
      single.push(run);
      return;
    }
    const middle = (first + end) >>> 1;
    const rank = ranks[middle]!;
    const { most, least } = edgeBefore(middle, bins);
    const [low, high] = [law.cdf(least), law.cdf(most)];
    // The entry before the edge has F at most `high`, the one after it at least `low`, up to the slack.
    if (rank > 0) floor.see(rank / n - high - SLACK, Number.NEGATIVE_INFINITY);
    if (rank < n) floor.see(Number.NEGATIVE_INFINITY, low - rank / n - SLACK);
    into.push(
      { first, end: middle, from: run.from, to: rank, low: run.low, high },
      { first: middle, end, from: rank, to: run.to, low, high: run.high },
    );
  });
  const left = single.filter((run) => floor.matters(run)).sort((a, b) => a.first - b.first);
  return amongBins(parts, law, bins, floor, left);
}

/** The entries of the bins that matter, bin by bin. */
function amongBins(
  parts: Iterable<Float32Array>,
  law: CdfLaw,
  bins: Bins,
  { n, sides }: Search,
  runs: readonly BinRun[],
): Distances {
  const wanted = runs.map(({ first }) => first);
  const total = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  const entries = sort([gatherBins(parts, bins, wanted, total)]);
  const search = new Search(n, sides);
  let at = 0;
  for (const run of runs) {
    const count = run.to - run.from;
    among(search, entries.subarray(at, at + count), (x) => law.cdf(x), run);
    at += count;
  }
  return { above: search.above, below: search.below };
}
