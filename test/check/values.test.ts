/** Gaps, repeated and mirrored values, unchanging entries: p-values beside formulas and simulations of their own. */
import { describe, expect, it } from "vitest";
import { boxMuller, from53Bits, xoshiro128 } from "../right/index.js";
import { checkNamed, expecting, observe, prospect, stored } from "./sample.js";

const N = 1000;
const normal = expecting("random_normal(stddev=1)", { shape: [N], layout: "o" });
const uniform = expecting("random_uniform(minval=-1, maxval=1)", { shape: [N], layout: "o" });
const draws = (seed: number): number[] => {
  const next = boxMuller(from53Bits(xoshiro128(seed)));
  return Array.from({ length: N }, next);
};

describe("commonest_value", () => {
  it("is the binomial tail of one value of 2^-23, by two for half of the level and by the values there are", () => {
    const entries = from53Bits(xoshiro128(1));
    const values = Array.from({ length: N }, () => 2 * entries() - 1).fill(0.3, 0, 3);
    const { pValue } = observe("commonest_value", { expected: uniform, tensors: [Float64Array.from(values)] });
    const p = 2 ** -23;
    // P(X >= 3) of so rare a value is its first term, but for one part in ten thousand.
    const tail = ((N * (N - 1) * (N - 2)) / 6) * p ** 3;
    expect(pValue / (2 * 2 * 2 ** 23 * tail)).toBeCloseTo(1, 3);
  });

  it("judges 0 without a search among all values", () => {
    const values = draws(2).fill(0, 0, 2);
    const { pValue } = observe("commonest_value", { expected: normal, tensors: [Float64Array.from(values)] });
    const tail = ((N * (N - 1)) / 2) * (2 * 2 ** -22) ** 2;
    expect(pValue / (2 * 4 * tail)).toBeCloseTo(1, 2);
  });
});

describe("largest_gap", () => {
  it("is Pyke's law of the spacing around the median", () => {
    const values = draws(3).map((x) => (Math.abs(x) < 0.02 ? Math.sign(x) : x));
    const inner = values.map(Math.abs).sort((a, b) => a - b);
    const { pValue, statistic } = observe("largest_gap", { expected: normal, tensors: [Float64Array.from(values)] });
    const g = Number(statistic) / N - 2 * 2 ** -22;
    expect(inner[0]).toBeGreaterThan(0.02);
    expect(pValue / (2 * (1 - g) ** N * (1 + (N * g) / (1 - g)))).toBeCloseTo(1, 6);
  });

  it("rejects right samples no more often than its level", () => {
    let rejected = 0;
    for (let seed = 0; seed < 400; seed++) {
      const { pValue } = observe("largest_gap", { expected: normal, tensors: [Float64Array.from(draws(seed + 10))] });
      if (pValue <= 0.05) rejected++;
    }
    // 20 are expected; 41 or more come once in a hundred thousand times.
    expect(rejected).toBeLessThan(41);
    expect(rejected).toBeGreaterThan(0);
  });
});

describe("mirrored", () => {
  it("is binomial in the positive entries", () => {
    const values = draws(5);
    const first = values.findIndex((x) => x > 0);
    const other = values.findIndex((x) => x < 0);
    values[first] = -values[other]!;
    const positives = values.filter((x) => x > 0).length;
    const { pValue, observed } = observe("mirrored", { expected: normal, tensors: [Float64Array.from(values)] });
    expect(observed).toBe(`1 of ${positives}`);
    expect(pValue).toBeCloseTo(-Math.expm1(positives * Math.log1p(-(N - positives) * 2 ** -21)), 12);
  });
});

describe("mirrored, of many entries", () => {
  const size = 2 ** 18;
  const next = boxMuller(from53Bits(xoshiro128(6)));
  const many = Float64Array.from({ length: 2 * size }, next);
  const large = expecting("random_normal(stddev=1)", { shape: [size], layout: "o" });
  const ask = (values: Float64Array) =>
    observe("mirrored", { expected: large, tensors: [values.subarray(0, size), values.subarray(size)] });
  // By 2^22 entries chance explains any number of pairs.
  it("looks at 2^17 of them", () => {
    expect(ask(many).pValue).toBe(1);
    const pairs = many.map((x, k) => (k % 20 === 1 ? -many[k - 1]! : x));
    const positives = many.subarray(0, 2 ** 17).reduce((count, x) => count + (x > 0 ? 1 : 0), 0);
    expect(Number(String(ask(pairs).observed).split(" of ")[1]) / positives).toBeCloseTo(1, 1);
    expect(ask(pairs).pValue).toBeLessThan(1e-30);
  });
  it("states a share below all entries, however many the stages have", () => {
    const looks = [1, 4, 16].map((growth, stage) => ({ level: [1e-3, 1e-5, 1e-5][stage]!, growth }));
    const prospects = [20, 300, 3000].flatMap((tensors) =>
      [normal, large].map((one) => prospect(one, "float32", tensors)),
    );
    const stated = prospects.map((one) => Number(/^([\d.]+)%/.exec(checkNamed("mirrored").detects(one, looks))![1]));
    expect(Math.max(...stated)).toBeLessThan(10);
  });
});

describe("entries_change", () => {
  const four = [1, 2, 3, 4].map((seed) => stored("float32", draws(seed)));
  it("is 1 where every entry changes, and the union bound where one does not", () => {
    expect(observe("entries_change", { expected: normal, dtype: "float32", tensors: four }).pValue).toBe(1);
    for (const tensor of four) tensor[17] = 0;
    const { pValue } = observe("entries_change", { expected: normal, dtype: "float32", tensors: four });
    expect(pValue / (N * 2 ** -66)).toBeCloseTo(1, 9);
  });
  it("asks nothing of the circle, whose coordinates are 1 too often", () => {
    const circle = expecting("orthogonal", { shape: [2, 2], layout: "io" });
    expect(checkNamed("entries_change").applies(prospect(circle, "bfloat16", 100))).toBe(false);
  });
});

describe("even_lengths", () => {
  it("is the middle share of chi-square to the power of the tensors", () => {
    const scaled = [1, 2, 3].map((seed) => {
      const values = draws(seed);
      const stretch = Math.sqrt(N / values.reduce((sum, x) => sum + x * x, 0));
      return Float64Array.from(values, (x) => x * stretch);
    });
    const { pValue } = observe("even_lengths", { expected: normal, tensors: scaled });
    // The median of chi-square with n degrees of freedom is n - 2/3: the cdf at n is 1/2 + (2/3) / sqrt(4 pi n), nearly.
    expect(pValue / (3 * (4 / 3 / Math.sqrt(4 * Math.PI * N)) ** 3)).toBeCloseTo(1, 1);
    expect(
      observe("even_lengths", { expected: normal, tensors: [1, 2, 3].map((s) => Float64Array.from(draws(s))) }).pValue,
    ).toBeGreaterThan(0.001);
  });
});
