/** The rank test: every p-value of small samples by enumeration, ties included. */
import { describe, expect, test } from "vitest";
import { rankTest } from "../../harness/baseline/rankTest.js";

/** All choices of `count` of `n` places. */
function choices(n: number, count: number): readonly (readonly number[])[] {
  if (count === 0) return [[]];
  return Array.from({ length: n }, (_, k) => k).flatMap((k) => choices(k, count - 1).map((rest) => [...rest, k]));
}

/** Of all ways to share the pooled values out, those as far from the mean rank. Ranks by counting, not by sorting. */
function enumerated(one: readonly number[], other: readonly number[]): number {
  const all = [...one, ...other];
  const rankOf = (x: number): number => all.filter((y) => y < x).length + (all.filter((y) => y === x).length + 1) / 2;
  const middle = (one.length * (all.length + 1)) / 2;
  const far = (values: readonly number[]): number => Math.abs(values.reduce((sum, x) => sum + rankOf(x), 0) - middle);
  const ways = choices(all.length, one.length).map((places) => far(places.map((place) => all[place]!)));
  return ways.filter((distance) => distance >= far(one) - 1e-9).length / ways.length;
}

test.each([
  [
    [1, 2, 3],
    [4, 5, 6],
  ],
  [
    [1, 4, 5],
    [2, 3, 6, 7],
  ],
  [[9], [1, 2, 3, 4, 5]],
  [
    [1, 1, 2],
    [2, 2, 3],
  ],
  [
    [0, 0, 0, 0],
    [0, 0, 0, 1],
  ],
  [
    [5, 5],
    [5, 5],
  ],
  [
    [1, 2, 2, 8, 9],
    [2, 2, 3, 3],
  ],
])("%j and %j", (one, other) => {
  expect(rankTest(one, other)).toBeCloseTo(enumerated(one, other), 12);
  expect(rankTest(other, one)).toBeCloseTo(enumerated(one, other), 12);
});

test("is right at every level: the p-values of all ways are uniform or larger", () => {
  const values = [1, 2, 2, 3, 5, 8, 8, 9];
  const pValues = choices(8, 4).map((places) => {
    const rest = [0, 1, 2, 3, 4, 5, 6, 7].filter((place) => !places.includes(place));
    return rankTest(
      places.map((k) => values[k]!),
      rest.map((k) => values[k]!),
    );
  });
  for (const level of pValues) {
    expect(pValues.filter((p) => p <= level + 1e-12).length / pValues.length).toBeLessThanOrEqual(level + 1e-12);
  }
});

describe("tolerance", () => {
  test("numbers within it are equal, one after the other", () => {
    expect(rankTest([1, 1.01, 1.02], [1.03, 1.04, 1.05], 0.011)).toBe(1);
    expect(rankTest([1, 1.01, 1.02], [1.03, 1.04, 1.05], 0.009)).toBeCloseTo(0.1, 12);
  });
});

test("sixteen and sixteen that do not mix are as far apart as can be", () => {
  const low = Array.from({ length: 16 }, (_, k) => k);
  expect(
    rankTest(
      low,
      low.map((x) => x + 100),
    ) /
      (2 / 601_080_390),
  ).toBeCloseTo(1, 9);
});

test("nothing to compare is no difference", () => {
  expect(rankTest([], [1])).toBe(1);
  expect(rankTest([1], [])).toBe(1);
});
