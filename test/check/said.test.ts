/** What checks print of a sample, beside what plain sums and simple-statistics say of it; pairs of normals, whose p-values no other file has. */
import { mean, sampleKurtosis, standardDeviation } from "simple-statistics";
import { describe, expect, it } from "vitest";
import { chiSquareCdf, chiSquareSf, poissonSf } from "../../harness/numeric/index.js";
import { boxMuller, from53Bits, xoshiro128 } from "../right/index.js";
import { checkNamed, expecting, observe, prospect } from "./sample.js";

const normals = (seed: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, boxMuller(from53Bits(xoshiro128(seed))));
const at = (contract: string, size: number) => expecting(contract, { shape: [size], layout: "o" });

describe("moments as they are printed", () => {
  const w = normals(1, 4000).map((z) => 5 + 2 * z ** 3 * 0.3 + 2 * z);
  const expected = at("random_normal(mean=5, stddev=2)", 4000);
  const said = (check: string): number => Number(observe(check, { expected, tensors: [w] }).observed);
  const values = [...w];

  it("the mean and the variance about the law's mean", () => {
    expect(said("mean")).toBeCloseTo(mean(values), 9);
    expect(said("variance")).toBeCloseTo(mean(values.map((x) => (x - 5) ** 2)), 9);
    expect(observe("variance", { expected, tensors: [w] }).statistic).toBeCloseTo(said("variance") / 4, 9);
  });

  it("skewness and excess kurtosis, where the sample has the law's mean and spread", () => {
    const [middle, sd] = [mean(values), standardDeviation(values)];
    const standard = Float64Array.from(values, (x) => 5 + (2 * (x - middle)) / sd);
    const of = (check: string): number => Number(observe(check, { expected, tensors: [standard] }).observed);
    expect(of("skewness")).toBeCloseTo(mean(values.map((x) => ((x - middle) / sd) ** 3)), 6);
    // Of large samples the unbiased estimate is the same to a thousandth.
    expect(of("kurtosis") / sampleKurtosis(values)).toBeCloseTo(1, 2);
  });

  it("correlations are those of plain sums", () => {
    const y = normals(2, 600);
    for (let k = 1; k < 600; k++) y[k] = 0.6 * y[k - 1]! + 0.8 * y[k]!;
    const law = expecting("random_normal(stddev=1)", { shape: [20, 30] });
    const other = normals(3, 600).map((z, k) => 0.6 * z + 0.8 * y[k]!);
    const say = (check: string): number => Number(observe(check, { expected: law, tensors: [y, other] }).observed);
    const product = (a: Float64Array, b: Float64Array, lag: number): number[] =>
      Array.from(a.subarray(lag), (x, k) => x * b[k]!);
    expect(say("lag_rows")).toBeCloseTo(mean([...product(y, y, 1), ...product(other, other, 1)]), 9);
    expect(say("lag_columns")).toBeCloseTo(mean([...product(y, y, 30), ...product(other, other, 30)]), 9);
    expect(say("cross_seed")).toBeCloseTo(mean(product(y, other, 0)), 9);
    expect(observe("cross_seed", { expected: law, tensors: [y, other] }).statistic).toBeGreaterThan(10);
    expect(observe("lag_rows", { expected: law, tensors: [y, other] }).statistic).toBeGreaterThan(10);
  });
});

describe("extremes and bounds as they are printed", () => {
  it("edge: the farther extreme, in sd, or the farther of both as a part of the half width", () => {
    const normal = at("random_normal(mean=3, stddev=2)", 4);
    const edge = (...w: number[]) => observe("edge", { expected: normal, tensors: [Float64Array.from(w)] });
    expect([edge(3, 4, 5, 9).observed, edge(3, 4, 5, 9).statistic]).toEqual([9, 3]);
    expect([edge(3, 4, 5, -5).observed, edge(3, 4, 5, -5).statistic]).toEqual([-5, 4]);
    const uniform = at("random_uniform(minval=1, maxval=5)", 2);
    const bounded = (...w: number[]) => observe("edge", { expected: uniform, tensors: [Float64Array.from(w)] });
    expect([bounded(1.5, 3).statistic, bounded(2.5, 4.9).statistic]).toEqual([0.75, expect.closeTo(0.95, 12)]);
    expect(bounded(1.5, 3).observed).toBe("ends at 1.5 and 3");
  });

  it("support: how many are outside, and the farthest of them", () => {
    const expected = at("random_uniform(minval=-1, maxval=2)", 5);
    const of = (...w: number[]) => observe("support", { expected, tensors: [Float64Array.from(w)] });
    expect(of(0, 1, 2, -1, 0.5)).toMatchObject({ pValue: 1, statistic: 0, observed: "none outside" });
    expect(of(0, 3, 4, -1.5, 0.5)).toMatchObject({ pValue: 0, statistic: 3, observed: "3 outside, such as 4" });
    expect(of(0, 3, -4, -1.5, 0.5)).toMatchObject({ statistic: 3, observed: "3 outside, such as -4" });
    expect(of(0, 2, -1, 2.5, 0.5)).toMatchObject({ statistic: 1, observed: "1 outside, such as 2.5" });
    expect(of(0, 2, Number.NaN, 1, 0.5)).toMatchObject({ statistic: 1, observed: "1 outside, such as NaN" });
  });

  it("exact: how many differ, and the first of them", () => {
    const expected = expecting("identity", { shape: [2, 2] });
    const of = (...w: number[]) => observe("exact", { expected, tensors: [Float64Array.from(w)] });
    expect(of(1, 0, 0, 1)).toMatchObject({ pValue: 1, statistic: 0, observed: "the fixed values" });
    expect(of(1, 3, 4, 1)).toMatchObject({ pValue: 0, statistic: 2, observed: "2 others, first 3 at 1 for 0" });
    expect(of(1, 0, -0, 1)).toMatchObject({ pValue: 0, statistic: 1, observed: "1 others, first -0 at 2 for 0" });
  });

  it("neyman: the component that is strongest", () => {
    const expected = at("random_uniform(minval=0, maxval=1)", 2000);
    const of = (power: number): string =>
      String(
        observe("neyman", {
          expected,
          tensors: [Float64Array.from({ length: 2000 }, (_, k) => ((k + 0.5) / 2000) ** power)],
        }).observed,
      );
    expect(of(1.3)).toMatch(/component 1$/);
    const symmetric = Float64Array.from({ length: 2000 }, (_, k) => {
      const t = (2 * k + 1) / 2000 - 1;
      return (1 + Math.sign(t) * Math.abs(t) ** 1.3) / 2;
    });
    expect(observe("neyman", { expected, tensors: [symmetric] }).observed).toMatch(/component 2$/);
  });

  it("commonest_value: the value and its count, or none", () => {
    const w = normals(4, 500);
    const of = () =>
      observe("commonest_value", { expected: at("random_normal(stddev=1)", 500), tensors: [w] }).observed;
    expect(of()).toBe("no value twice");
    w[7] = 0.25;
    w[9] = 0.25;
    expect(of()).toBe("0.25 is 2 of 500");
  });
});

describe("pairs of normals", () => {
  const SIZE = 4096;
  const expected = at("random_normal(mean=1, stddev=2)", SIZE);
  const drawn = (seed: number): Float64Array => normals(seed, SIZE).map((z) => 1 + 2 * z);
  const pairings: readonly (readonly [string, (k: number) => readonly [number, number] | undefined])[] = [
    ["neighbours", (k) => (k % 2 === 0 ? [k, k + 1] : undefined)],
    ["neighbours from the second on", (k) => (k % 2 === 1 && k + 1 < SIZE ? [k, k + 1] : undefined)],
    ["halves", (k) => (k < SIZE / 2 ? [k, k + SIZE / 2] : undefined)],
    ["blocks of 16", (k) => (k % 16 < 8 ? [k, k + 8] : undefined)],
  ];

  /** Chi-square of 16 x 16 cells of the angle and the radius, all equally likely, for every way to make pairs. */
  function statistics(tensors: readonly Float64Array[]): readonly (readonly [string, number])[] {
    return pairings.map(([name, pairOf]) => {
      const counts = new Array<number>(256).fill(0);
      let pairs = 0;
      for (const w of tensors) {
        for (let k = 0; k < SIZE; k++) {
          const pair = pairOf(k);
          if (pair === undefined) continue;
          const [x, y] = pair.map((place) => (w[place]! - 1) / 2) as [number, number];
          const radius = Math.floor(16 * Math.exp(-(x * x + y * y) / 2));
          const angle = Math.floor(16 * (Math.atan2(y, x) / (2 * Math.PI) + 0.5));
          counts[16 * Math.min(15, radius) + Math.min(15, angle)]!++;
          pairs++;
        }
      }
      return [name, counts.reduce((sum, count) => sum + (count - pairs / 256) ** 2 / (pairs / 256), 0)] as const;
    });
  }

  it.each([5, 6, 7])("pair_law: four chi-squares of 255, the least likely of them (%i)", (seed) => {
    const tensors = [drawn(seed), drawn(seed + 10)];
    const { pValue, observed } = observe("pair_law", { expected, tensors });
    const looks = statistics(tensors).map(([name, x]) => ({
      name,
      p: 2 * Math.min(chiSquareCdf(x, 255), chiSquareSf(x, 255)),
    }));
    const [least] = looks.toSorted((a, b) => a.p - b.p);
    expect(observed).toContain(least!.name);
    // A hundredth: pairs are 4096, and chi-square is the limit.
    expect(pValue / Math.min(1, 4 * least!.p)).toBeCloseTo(1, 1);
  });

  it.each(pairings)("pair_law sees %s whose angle follows from the radius", (name, pairOf) => {
    const w = drawn(30);
    for (let k = 0; k < SIZE; k++) {
      const pair = pairOf(k);
      if (pair === undefined || k % 3 > 0) continue;
      const radius = Math.hypot(...pair.map((place) => (w[place]! - 1) / 2));
      pair.forEach((place, second) => {
        w[place] = 1 + 2 * radius * (second === 0 ? Math.cos(radius) : Math.sin(radius));
      });
    }
    const { pValue, statistic, observed } = observe("pair_law", { expected, tensors: [w, drawn(31)] });
    expect(pValue).toBeLessThan(1e-9);
    expect(observed).toContain(name);
    expect(statistic).toBeCloseTo(statistics([w, drawn(31)]).find(([one]) => one === name)![1], 6);
  });

  it("is no number where an entry is none", () => {
    const w = drawn(8);
    w[77] = Number.NaN;
    for (const check of ["pair_law", "pair_states"]) {
      expect(observe(check, { expected, tensors: [w, drawn(9)] }).pValue).toBeNaN();
    }
  });
});

describe("cells and repeats: what detects states, from the laws themselves", () => {
  const given = prospect(expecting("random_normal(stddev=1)", { shape: [78, 130] }), "float32", 2);
  const RULES = [
    [{ level: 1e-5, growth: 1 }],
    [
      { level: 1e-3, growth: 1 },
      { level: 1e-8, growth: 1.5 },
    ],
  ];
  const stated = (check: string, looks: (typeof RULES)[number]): number =>
    Number(/[\d.]+/.exec(checkNamed(check).detects(given, looks))![0]);

  /** A noncentral chi-square is one with two degrees of freedom more for each of a Poisson number. */
  function noncentralSf(x: number, df: number, excess: number): number {
    let [sum, term] = [0, Math.exp(-excess / 2)];
    for (let j = 0; j < 4 * excess + 60; j++) {
      sum += term * chiSquareSf(x, df + 2 * j);
      term *= excess / 2 / (j + 1);
    }
    return sum;
  }
  function critical(level: number, df: number): number {
    let [low, high] = [0, 20 * df];
    for (let step = 0; step < 80; step++) {
      const middle = (low + high) / 2;
      if (chiSquareSf(middle, df) > level) low = middle;
      else high = middle;
    }
    return high;
  }

  it.each([
    ["chi_square", 255, 1, 20_280],
    ["triples", 4095, 1, 20_280 / 3],
    ["pair_law", 255, 4, 10_140],
  ])("%s: cells so uneven have a noncentral chi-square of %i degrees of freedom", (check, df, ways, points) => {
    for (const looks of RULES) {
      const caught = (percent: number): number =>
        looks.reduce((all, { level, growth }) => {
          const excess = Math.min(check === "pair_law" ? 2 ** 14 : Infinity, points * growth) * (percent / 100) ** 2;
          return all * noncentralSf(critical(level / 2 / ways, df), df, excess);
        }, 1);
      const x = stated(check, looks);
      // Patnaik's approximation is right to a hundredth.
      expect(caught(x)).toBeGreaterThan(0.89);
      expect(caught(x / 1.12)).toBeLessThan(0.9);
    }
  });

  it("duplicates and pair_states: a generator of one bit more repeats too seldom", () => {
    const rare = (mean: number, level: number): number => {
      let k = 1;
      while (poissonSf(k, mean) > level) k++;
      return k;
    };
    for (const looks of RULES) {
      // Two equal normals of 22 bits and a grid of float32 far finer, and 5% more: a Poisson mean of all pairs.
      const duplicates = (bits: number): number =>
        looks.reduce((all, { level, growth }) => {
          const n = 20_280 * growth;
          const pairs = (n * (n - 1)) / 2;
          return all * poissonSf(rare(1.05 * pairs * 2 ** -22, level), pairs * 2 ** -bits);
        }, 1);
      const bits = stated("duplicates", looks);
      expect([duplicates(bits) >= 0.9, duplicates(bits + 1) >= 0.9]).toEqual([true, false]);
      const states = (of: number): number =>
        looks.reduce((all, { level, growth }) => {
          const n = Math.min(2 ** 14, 10_140 * growth);
          const pairs = (n * (n - 1)) / 2;
          return all * poissonSf(rare(1.5 * pairs * 2 ** -22, level / 8), pairs * 2 ** -of);
        }, 1);
      const cells = stated("pair_states", looks);
      expect([states(cells) >= 0.9, states(cells + 1) >= 0.9]).toEqual([true, false]);
    }
  });
});

describe("largest_gap, by looking at every gap", () => {
  const N = 1500;
  const LAWS = [
    ["random_normal(mean=1, stddev=2)", 2 ** -22],
    ["random_uniform(minval=-1, maxval=3)", 2 ** -23],
    ["truncated_normal(mean=1, stddev=2)", 2 ** -22],
  ] as const;
  /** Two neighbours, none between them, and how many the law expects there. */
  const cases = LAWS.flatMap(([contract, cell]) =>
    [0.0001, 0.003, 0.2, 0.494, 0.51, 0.7, 0.9961, 0.99999].flatMap((place) =>
      [1, 7].map((seed) => ({ contract, cell, place, seed })),
    ),
  );

  it.each(cases)("$contract, a gap at $place ($seed)", ({ contract, cell, place, seed }) => {
    const expected = at(contract, N);
    const { law } = expected;
    const next = from53Bits(xoshiro128(seed));
    const width = 0.009;
    const from = Math.max(0, place - width / 2);
    const w = Float64Array.from({ length: N }, () => {
      for (;;) {
        const u = next();
        if (u < from || u > from + width) return law.quantile(u);
      }
    });
    const sorted = w.toSorted();
    const gaps = Array.from({ length: N - 1 }, (_, k) => law.cdf(sorted[k + 1]!) - law.cdf(sorted[k]!));
    const most = Math.max(...gaps);
    const middle = law.quantile(0.5);
    const above = sorted.findIndex((x) => x > middle);
    const around = law.cdf(sorted[above]!) - law.cdf(sorted[above - 1]!);
    const least = (gap: number): number => Math.max(0, gap - 2 * cell);
    const anywhere = (N - 1) * (1 - least(most)) ** N;
    const m = least(around);
    const there = (1 - m) ** N * (1 + (N * m) / (1 - m));
    const { pValue, statistic, observed } = observe("largest_gap", { expected, tensors: [w] });
    expect(pValue / Math.min(1, 2 * Math.min(anywhere, there))).toBeCloseTo(1, 6);
    const [k, gap] = there < anywhere ? [above - 1, around] : [gaps.indexOf(most), most];
    expect(statistic / (N * gap)).toBeCloseTo(1, 9);
    const said = [...String(observed).matchAll(/-?[\d.]+(e-?\d+)?/g)].slice(0, 2).map(([x]) => Number(x));
    expect(said).toEqual([sorted[k]!, sorted[k + 1]!].map((x) => expect.closeTo(x, 1)));
  });
});
