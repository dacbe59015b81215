/** The distances without evaluating the law everywhere are those of evaluating it everywhere, to the last bit. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  edgeBefore,
  evenBins,
  gatherBins,
  gatherByReference,
  rankBins,
  ranksByReference,
} from "../../../harness/check/statistic/bins.js";
import {
  kolmogorovDistance,
  kolmogorovDistances,
  sortedDistance,
  sortedDistances,
} from "../../../harness/check/statistic/kolmogorov.js";
import { anyBits, draws, LAWS, type LawName, SPOILS, withOdd } from "./data.js";

function everywhere(x: Float32Array, cdf: (x: number) => number): { above: number; below: number } {
  const y = x.slice().sort();
  const n = y.length;
  let [above, below] = [-Infinity, -Infinity];
  for (let i = 0; i < n; i++) {
    const u = cdf(y[i]!);
    above = Math.max(above, (i + 1) / n - u);
    below = Math.max(below, u - i / n);
  }
  return { above, below };
}

describe.each(Object.keys(LAWS) as LawName[])("%s", (name) => {
  const law = LAWS[name];

  test.each(Object.entries(SPOILS))("%s", (_, spoil) => {
    for (const n of [1, 2, 3, 10, 100, 3000, 16_384, 40_001]) {
      const x = spoil(draws(name, n, n));
      const plain = everywhere(x, law.cdf);
      const parts = [x.subarray(0, n >> 2), x.subarray(n >> 2)];
      expect(sortedDistances(x.slice().sort(), law.cdf)).toEqual(plain);
      expect(kolmogorovDistances(parts, n, law)).toEqual(plain);
      const larger = Math.max(plain.above, plain.below);
      expect(kolmogorovDistance(parts, n, law)).toBe(larger);
      expect(sortedDistance(x.slice().sort(), law.cdf)).toBe(larger);
    }
  });

  test("an entry that is not finite leaves no distance", () => {
    for (const odd of [Number.NaN, Infinity, -Infinity]) {
      for (const n of [5, 20_000]) {
        const x = withOdd(draws(name, n), odd, 3);
        expect(kolmogorovDistance([x], n, law)).toBeNaN();
        expect(sortedDistance(x.slice().sort(), law.cdf)).toBeNaN();
      }
    }
  });
});

test("few evaluations of the law", () => {
  const x = draws("normal", 300_000);
  let calls = 0;
  kolmogorovDistance([x], x.length, {
    quantile: LAWS.normal.quantile,
    cdf: (v) => {
      calls++;
      return LAWS.normal.cdf(v);
    },
  });
  expect(calls).toBeLessThan(x.length / 20);
});

const bins = fc
  .record({
    count: fc.constantFrom(64, 4096, 2 ** 18),
    low: fc.double({ min: -10, max: 1, noNaN: true }),
    width: fc.double({ min: 1e-3, max: 20, noNaN: true }),
  })
  .map(({ count, low, width }) => evenBins(count, low, low + width));

/** Compared as bytes: a quarter of a million bins are too many for a matcher. */
const same = (a?: Uint32Array | Float32Array, b?: Uint32Array | Float32Array): boolean =>
  a === undefined || b === undefined ? a === b : Buffer.from(a.buffer).equals(Buffer.from(b.buffer));

/** Alone, in runs, all or none: the ranges that the kernel looks into first. */
const wish = fc.constantFrom<(bin: number, count: number) => boolean>(
  (bin) => bin % 3 === 1,
  (bin) => bin % 50 < 4,
  (bin, count) => bin > count / 2,
  (bin, count) => Math.abs(bin - count / 3) < 3 || bin === count - 1,
  () => true,
  () => false,
);

test("bins: the kernel ranks and gathers as the reference does", () => {
  fc.assert(
    fc.property(bins, wish, fc.nat(20_000), fc.nat(), fc.boolean(), (bins, wish, n, seed, odd) => {
      const x = odd ? anyBits(n, seed) : draws("normal", n, seed);
      const parts = [x.subarray(0, n >> 1), x.subarray(n >> 1)];
      const ranks = rankBins(parts, bins);
      expect(same(ranks, ranksByReference(parts, bins))).toBe(true);
      if (ranks === undefined) return;
      expect([ranks[0], ranks[bins.count]]).toEqual([0, n]);
      const wanted = Array.from({ length: bins.count }, (_, bin) => bin).filter((bin) => wish(bin, bins.count));
      const total = wanted.reduce((sum, bin) => sum + ranks[bin + 1]! - ranks[bin]!, 0);
      const slow = gatherByReference(parts, bins, wanted, new Float32Array(total));
      expect(same(gatherBins(parts, bins, wanted, total), slow)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("no entry lies beyond the edges of its bin, floats next to the edge included", () => {
  const word = new Int32Array(1);
  const float = new Float32Array(word.buffer);
  fc.assert(
    fc.property(bins, fc.nat(), fc.integer({ min: -40, max: 40 }), (bins, k, step) => {
      const bin = 1 + (k % (bins.count - 1));
      const { most, least } = edgeBefore(bin, bins);
      float[0] = (most + least) / 2;
      word[0]! += step;
      const x = float[0]!;
      const own = ranksByReference([Float32Array.of(x)], bins)!.indexOf(1) - 1;
      if (own < bin) expect(x).toBeLessThanOrEqual(most);
      else expect(x).toBeGreaterThanOrEqual(least);
    }),
    { numRuns: 300 },
  );
});
