/** The benchmark's arithmetic, on numbers made by hand; and one quick run of the command. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { compare, type Timing } from "../../harness/bench/compare.js";
import { median, quantile } from "../../harness/bench/median.js";
import { rankSumSf } from "../../harness/bench/rankSum.js";
import { timingsOf } from "../../harness/bench/readTimings.js";
import { benchmarkCsv } from "../../reports/benchmark.js";
import { initgate } from "../run.js";

/** All orders of m + n values, counted one by one. */
function byEnumeration(m: number, n: number, least: number): number {
  let [all, hits] = [0, 0];
  for (let mask = 0; mask < 2 ** (m + n); mask++) {
    const bits = Array.from({ length: m + n }, (_, k) => (mask >> k) & 1);
    if (bits.filter(Boolean).length !== n) continue;
    let larger = 0;
    let firsts = 0;
    for (const bit of bits) {
      if (bit) larger += firsts;
      else firsts++;
    }
    all++;
    if (larger >= least) hits++;
  }
  return hits / all;
}

test("the rank test's law is that of counted orders", () => {
  for (const [m, n] of [
    [1, 1],
    [2, 3],
    [4, 4],
    [5, 3],
  ] as const) {
    const first = Array.from({ length: m }, (_, i) => 2 * i);
    for (const offset of [-20, -1, 1, 3, 20]) {
      const second = Array.from({ length: n }, (_, j) => 2 * j + offset);
      const larger = first.flatMap((x) => second.filter((y) => y > x)).length;
      expect(rankSumSf(first, second)).toBeCloseTo(byEnumeration(m, n, larger), 12);
    }
  }
});

const timing = (samples: readonly number[], implementation = "reference"): Timing => ({
  ...{ implementation, initializer: "he_normal", elements: 1e6, threads: 1 },
  samples,
});
const eleven = Array.from({ length: 11 }, (_, k) => 2 + k / 100);

test("slower is called slower, faster and equal are not, and few runs are doubt", () => {
  const verdict = (before: readonly number[], now: readonly number[]): string =>
    compare([timing(before)], [timing(now)], 0.01)[0]!.verdict;
  expect(
    verdict(
      eleven,
      eleven.map((x) => 1.2 * x),
    ),
  ).toBe("fail");
  expect(
    verdict(
      eleven,
      eleven.map((x) => 0.8 * x),
    ),
  ).toBe("pass");
  expect(verdict(eleven, eleven)).toBe("pass");
  expect(
    verdict(
      eleven.slice(0, 3),
      eleven.slice(0, 3).map((x) => 5 * x),
    ),
  ).toBe("undetermined");
  expect(compare([timing(eleven, "numpy")], [timing(eleven, "numpy")], 0.01)).toEqual([]);
});

test("quantiles lie between neighbours", () => {
  expect(median([3, 1, 2])).toBe(2);
  expect(median([4, 1])).toBe(2.5);
  expect(quantile([0, 10], 0.1)).toBe(1);
});

test("what is written is read back", () => {
  const row = { ...timing(eleven), implementationVersion: '1, "two"', ratioToMemoryFill: null };
  const text = benchmarkCsv({ rows: [row], environment: { processor: "a, b" }, absent: [] });
  expect(timingsOf(text)).toEqual([timing(eleven)]);
  expect(() => timingsOf("a,b\n1,2\n")).toThrow(/must be a benchmark.csv with the column implementation/);
});

test("the command times the reference, says that there is no interpreter, and compares with itself", {
  timeout: 120_000,
}, () => {
  const out = mkdtempSync(join(tmpdir(), "bench-"));
  try {
    const words = [
      "bench",
      "--quick",
      "--runs",
      "2",
      "--threads",
      "2",
      "--python",
      "no-such-python",
      "--peers",
      out,
      "--out",
      out,
    ];
    const first = initgate(words);
    expect(first.code).toBe(0);
    expect(first.stdout).toMatch(/^without python: /m);
    const file = join(out, "benchmark.csv");
    const timings = timingsOf(readFileSync(file, "utf8"));
    const fills = timings.filter(({ initializer }) => initializer === "he_normal");
    expect(fills.map(({ threads, samples }) => [threads, samples.length])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    const tasks = timings.map(({ initializer }) => initializer);
    expect(tasks).toEqual(expect.arrayContaining(["kolmogorov_smirnov", "moments"]));
    expect(timings.flatMap(({ samples }) => samples).every((ns) => ns > 0)).toBe(true);
    // Two runs can never be called slower at this level: doubt.
    expect(initgate([...words, "--compare", file]).code).toBe(2);
  } finally {
    rmSync(out, { recursive: true });
  }
});
