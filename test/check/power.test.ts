/** What `detects` promises, reckoned another way: the chance that all looks reject at exactly the size stated. */
import { describe, expect, test } from "vitest";
import { binomialShareSeen } from "../../harness/check/counts.js";
import {
  atLeast,
  chiSquareCritical,
  POWER,
  reach,
  reachOf,
  shareSeen,
  twoDigits,
  twoSided,
  unevenness,
} from "../../harness/check/power.js";
import { binomialSf, chiSquareSf, normalCdf, normalQuantileSf } from "../../harness/numeric/index.js";

const LOOKS = [
  { level: 1e-3, growth: 1 },
  { level: 1e-5, growth: 4 },
  { level: 1e-5, growth: 16 },
];

describe("the reach of a normal test", () => {
  test("one look: the critical value and what 90% lie above", () => {
    expect(reach([{ level: 1e-3, growth: 1 }])).toBeCloseTo(normalQuantileSf(5e-4) + normalQuantileSf(0.1), 9);
  });

  test("where entries grow fourfold the first look decides", () => {
    expect(reach(LOOKS)).toBeCloseTo(normalQuantileSf(5e-4) + normalQuantileSf(0.1), 3);
  });

  test.each([
    ["looks that do not grow", 1, () => 1],
    ["looks that grow", 1, Math.sqrt],
    ["a level shared by many", 1000, Math.sqrt],
    ["a statistic that is a square", 5, (growth: number) => growth],
  ])("%s reject together nine times in ten", (_, ways, effect) => {
    const distance = reach(LOOKS, ways, effect);
    const caught = LOOKS.map(({ level, growth }) =>
      normalCdf(effect(growth) * distance - normalQuantileSf(level / 2 / ways)),
    );
    expect(caught.reduce((all, p) => all * p)).toBeCloseTo(POWER, 9);
  });

  test("looks that do not grow need more", () => expect(reach(LOOKS, 1, () => 1)).toBeGreaterThan(reach(LOOKS) + 1));

  test("criticals of another null are taken as they are", () => {
    expect(reachOf([{ level: 1, growth: 1 }], [2])).toBeCloseTo(2 + normalQuantileSf(0.1), 9);
  });

  test("the same question has the same answer again", () => expect(reach(LOOKS, 7)).toBe(reach(LOOKS, 7)));
});

describe("the share that counts show", () => {
  test.each([
    [54, 0.5],
    [20_000, 0.0027],
    [20_000, 0.5],
  ])("%s trials at %s", (n, share) => {
    const seen = binomialShareSeen(n, share, LOOKS, 3);
    expect(seen).toBeGreaterThan(share);
    expect(seen).toBeLessThan(1);
    const caught = LOOKS.map(({ level, growth }) => {
      const trials = n * growth;
      let critical = Math.floor(trials * share);
      while (binomialSf(critical, trials, share) > level / 6) critical++;
      return binomialSf(critical, trials, seen);
    });
    expect(caught.reduce((all, p) => all * p)).toBeCloseTo(POWER, 6);
  });

  // P(X >= 10) of ten fair coins is 2^-10, the level of one of two sides: all ten must be heads, and are with the tenth power of the share.
  test("a level that one outcome has is reached by that outcome", () => {
    expect(binomialShareSeen(10, 0.5, [{ level: 2 ** -9, growth: 1 }])).toBeCloseTo(POWER ** 0.1, 9);
    expect(binomialShareSeen(10, 0.5, [{ level: 2 ** -8, growth: 1 }], 2)).toBeCloseTo(POWER ** 0.1, 9);
  });

  test("other looks have other answers, whatever was asked before", () => {
    const share = (level: number, growth: number) => binomialShareSeen(10, 0.5, [{ level, growth }]);
    expect(share(2 ** -9, 1)).toBeGreaterThan(share(0.3, 1) + 0.05);
    expect(share(2 ** -9, 1)).toBeGreaterThan(share(2 ** -9, 16) + 0.2);
  });
});

describe("the share of rare counts", () => {
  // P(N >= k) of a Poisson law in plain sums.
  const poissonAtLeast = (k: number, mean: number): number => {
    let [term, below] = [Math.exp(-mean), 0];
    for (let i = 0; i < k; i++) {
      below += term;
      term *= mean / (i + 1);
    }
    return 1 - below;
  };

  test.each([1, 2, 3, 5, 8, 13, 16, 17])("a level that the count %i just reaches is reached by it", (least) => {
    const seen = shareSeen(
      [{ level: 2 ** -least, growth: 1 }],
      (count) => 2 ** -count,
      (share) => 1000 * share,
    );
    expect(poissonAtLeast(least, 1000 * seen)).toBeCloseTo(POWER, 9);
  });

  test("all looks reject together nine times in ten", () => {
    const looks = [
      { level: 1e-3, growth: 1 },
      { level: 1e-5, growth: 2 },
    ];
    const tail = (count: number, growth: number): number => poissonAtLeast(count, 0.3 * growth);
    const seen = shareSeen(looks, tail, (share, growth) => 500 * share * growth);
    const caught = looks.map(({ level, growth }) => {
      let least = 1;
      while (tail(least, growth) > level) least++;
      return poissonAtLeast(least, 500 * seen * growth);
    });
    expect(Math.min(...caught)).toBeLessThan(0.99);
    expect(caught[0]! * caught[1]!).toBeCloseTo(POWER, 9);
  });
});

test("an uneven chi-square is caught nine times in ten, by simulation", () => {
  const df = 9;
  const points = 1000;
  const looks = [{ level: 0.01, growth: 1 }];
  const e = unevenness(points, df, looks);
  const critical = chiSquareCritical(0.005, df);
  expect(chiSquareSf(critical, df)).toBeCloseTo(0.005, 12);
  // All of the excess in one normal of the ten.
  let [state, caught] = [1, 0];
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  const RUNS = 4000;
  for (let run = 0; run < RUNS; run++) {
    let sum = (normal() + e * Math.sqrt(points)) ** 2;
    for (let k = 1; k < df; k++) sum += normal() ** 2;
    if (sum >= critical) caught++;
  }
  expect(Math.abs(caught / RUNS - POWER)).toBeLessThan(4 * Math.sqrt((POWER * (1 - POWER)) / RUNS) + 0.01);
});

test("a square that grows with the entries is seen better by later looks", () => {
  const [first] = LOOKS;
  expect(unevenness(1000, 255, LOOKS)).toBeCloseTo(unevenness(1000, 255, [first!]), 4);
  expect(unevenness(1000, 255, LOOKS, () => 1)).toBeGreaterThan(unevenness(1000, 255, LOOKS) * 1.05);
});

test.each([
  [0.0123, "0.013"],
  [0.012, "0.012"],
  [0.0991, "0.1"],
  [1.01, "1.1"],
  [99.1, "100"],
  [1234, "1300"],
  [0, "0"],
])("%s is at most %s, to two digits", (x, text) => expect(atLeast(x)).toBe(text));

test("figures have two digits", () => expect([twoDigits(0.0123), twoDigits(1234)]).toEqual(["0.012", "1200"]));

test("the smaller tail counts twice, never above 1, and NaN stays", () => {
  expect(twoSided(0.01, 0.99)).toBe(0.02);
  expect(twoSided(0.99, 0.01)).toBe(0.02);
  expect(twoSided(0.6, 0.7)).toBe(1);
  expect(twoSided(Number.NaN, 0.5)).toBeNaN();
});
