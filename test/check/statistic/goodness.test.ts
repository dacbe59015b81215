/** Sums by polynomials over stretches, against the sums of every entry. */
import { describe, expect, test } from "vitest";
import { COMPONENTS, goodnessOf } from "../../../harness/check/statistic/goodness.js";
import { draws, LAWS, type LawName, SPOILS, withOdd } from "./data.js";

function entryByEntry(sorted: Float32Array, cdf: (x: number) => number) {
  const n = sorted.length;
  const legendre = new Array<number>(COMPONENTS).fill(0);
  let [logs, squares, rounding] = [0, 1 / (12 * n), 0];
  sorted.forEach((x, i) => {
    const u = cdf(x);
    logs += (2 * i + 1) * Math.log(Math.max(u, 1e-17)) + (2 * (n - i) - 1) * Math.log(Math.max(1 - u, 1e-17));
    rounding += (2 * i + 1) / Math.max(u, 2 ** -52) + (2 * (n - i) - 1) / Math.max(1 - u, 2 ** -52);
    squares += (u - (2 * i + 1) / (2 * n)) ** 2;
    let [before, value] = [1, 2 * u - 1];
    for (let k = 1; k <= COMPONENTS; k++) {
      legendre[k - 1]! += value;
      [before, value] = [value, ((2 * k + 1) * (2 * u - 1) * value - k * before) / (k + 1)];
    }
  });
  /** What one rounding error of every u comes to in A^2. */
  return { andersonDarling: -n - logs / n, cramerVonMises: squares, legendre, rounding: (rounding / n) * 2 ** -52 };
}

describe.each(Object.keys(LAWS) as LawName[])("%s", (name) => {
  const { cdf, support } = LAWS[name];

  test.each(Object.entries(SPOILS))("%s", (_, spoil) => {
    for (const n of [1, 10, 500, 20_000]) {
      const sorted = spoil(draws(name, n, n)).sort();
      const [fast, slow] = [goodnessOf(sorted, cdf, support), entryByEntry(sorted, cdf)];
      expect(fast.n).toBe(n);
      // An entry's functions are right to 1e-12 beside the rounding of u, and A^2 is a difference of sums of size n.
      const miss = Math.abs(fast.andersonDarling - slow.andersonDarling);
      expect(miss).toBeLessThan(4e-12 * n + 64 * slow.rounding);
      expect(Math.abs(fast.cramerVonMises - slow.cramerVonMises)).toBeLessThan(1e-12 * n);
      fast.legendre.forEach((sum, k) => {
        expect(Math.abs(sum - slow.legendre[k]!)).toBeLessThan(2e-12 * n);
      });
    }
  });

  test("few evaluations of the law, and none that hides NaN", () => {
    const sorted = draws(name, 100_000).sort();
    let calls = 0;
    const counted = (x: number): number => {
      calls++;
      return cdf(x);
    };
    goodnessOf(sorted, counted, support);
    expect(calls).toBeLessThan(8000);
    const odd = goodnessOf(withOdd(sorted, Number.NaN, 7).sort(), cdf, support);
    expect([odd.andersonDarling, odd.cramerVonMises, ...odd.legendre].every(Number.isNaN)).toBe(true);
    expect(goodnessOf(withOdd(sorted, Infinity, 7).sort(), cdf, support).andersonDarling).toBeGreaterThan(0);
  });
});

test("a law with a corner is summed entry by entry where polynomials miss it", () => {
  const laplace = (x: number): number => (x < 0 ? Math.exp(x) / 2 : 1 - Math.exp(-x) / 2);
  const sorted = draws("normal", 20_000).sort();
  const [fast, slow] = [goodnessOf(sorted, laplace, [-Infinity, Infinity]), entryByEntry(sorted, laplace)];
  expect(Math.abs(fast.andersonDarling / slow.andersonDarling - 1)).toBeLessThan(1e-10);
  expect(Math.abs(fast.cramerVonMises / slow.cramerVonMises - 1)).toBeLessThan(1e-10);
});
