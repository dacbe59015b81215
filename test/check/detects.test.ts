/**
 * What `detects` states, held to the textbook power of the test that it speaks of: at the stated size all looks reject nine times in ten,
 * and a tenth below it (figures are rounded up to two digits) they do not. docs/detects.md has the same by planting.
 */
import { describe, expect, it } from "vitest";
import type { Look, Prospect } from "../../harness/check/index.js";
import { POWER } from "../../harness/check/power.js";
import {
  binomialSf,
  chiSquareSf,
  normalCdf,
  normalQuantileSf,
  normalSf,
  poissonSf,
} from "../../harness/numeric/index.js";
import { checkNamed, expecting, prospect } from "./sample.js";

/** The stages of a default run, and one whose second look decides: there more entries, or a higher level, must count. */
const RULES: readonly (readonly Look[])[] = [
  [
    { level: 1e-3, growth: 1 },
    { level: 1e-5, growth: 4 },
    { level: 1e-5, growth: 16 },
  ],
  [{ level: 1e-5, growth: 1 }],
  [
    { level: 1e-2, growth: 1 },
    { level: 1e-12, growth: 2 },
  ],
];

const stated = (check: string, given: Prospect, looks: readonly Look[]): number =>
  Number(/[\d.]+(e-?\d+)?/.exec(checkNamed(check).detects(given, looks))![0]);

const of = (contract: string, shape: readonly number[], tensors = 2): Prospect =>
  prospect(expecting(contract, { shape, layout: shape.length === 1 ? "o" : "io" }), "float32", tensors);
const normal = of("random_normal(stddev=3)", [78, 130]);
const few = of("random_normal(stddev=3)", [40, 50], 3);
const uniform = of("random_uniform(minval=-2, maxval=2)", [78, 130]);

/** Mean of a normal statistic at a deviation x, at a look with `growth` times the tensors. */
interface Normal {
  readonly check: string;
  readonly of: readonly Prospect[];
  readonly ways?: (given: Prospect) => number;
  readonly at: (x: number, given: Prospect, growth: number) => number;
}
const sizeOf = ({ expected }: Prospect): number => expected.shape.size;
const rowsOf = ({ expected }: Prospect): number => expected.shape.dims[0]!;

const NORMAL: readonly Normal[] = [
  { check: "mean", of: [normal, few], at: (x, { n }, growth) => x * Math.sqrt(n * growth) },
  { check: "skewness", of: [normal], at: (x, { n }, growth) => x * Math.sqrt((n * growth) / 6) },
  // The squared length is chi-square: its spread is that of n (m4 - 1).
  {
    check: "variance",
    of: [normal, uniform],
    at: (x, { n, expected: { law } }, growth) =>
      (1 - (1 - x / 100) ** 2) * Math.sqrt((n * growth) / (law.family === "normal" ? 2 : 4 / 5)),
  },
  { check: "lag_rows", of: [normal, few], at: (x, p, growth) => x * Math.sqrt(growth * p.tensors * (sizeOf(p) - 1)) },
  {
    check: "lag_columns",
    of: [normal, few],
    at: (x, p, growth) => x * Math.sqrt((growth * p.n * (rowsOf(p) - 1)) / rowsOf(p)),
  },
  { check: "cross_seed", of: [normal, few], at: (x, p, growth) => x * Math.sqrt(sizeOf(p) * (p.tensors * growth - 1)) },
  { check: "near_seeds", of: [normal, few], ways: () => 2, at: (x, p, growth) => x * Math.sqrt(sizeOf(p) * growth) },
  { check: "cross_seed_lag", of: [normal], ways: sizeOf, at: (x, p) => x * Math.sqrt(sizeOf(p)) },
  {
    check: "any_lag",
    of: [normal, few],
    ways: (p) => (p.n - p.tensors) / 2,
    at: (x, p, growth) => x * Math.sqrt(growth * (p.n - p.tensors)),
  },
  // Two statistics of each of three lines: rows, columns, storage order. A drift has a twelfth of its square as variance.
  { check: "trend", of: [normal, few], ways: () => 6, at: (x, { n }, growth) => x * Math.sqrt((n * growth) / 12) },
  // Three images: the whole backwards, rows in reverse order, rows backwards.
  {
    check: "reflections",
    of: [normal, few],
    ways: () => 3,
    at: (x, { n }, growth) => x * Math.sqrt((n * growth) / 2),
  },
  // 544 patterns; a sign told in a share p of the places has a bias of 2p - 1.
  {
    check: "sign_parity",
    of: [normal],
    ways: () => 544,
    at: (x, { n }, growth) => (x / 50 - 1) * Math.sqrt(n * growth),
  },
  {
    check: "haar_trace",
    of: [of("orthogonal", [30, 20], 40)],
    ways: () => 3,
    at: (x, { tensors }, growth) => x * Math.sqrt(tensors * growth),
  },
  {
    check: "haar_determinants",
    of: [of("orthogonal", [20, 20], 400)],
    at: (x, { tensors }, growth) => (x / 50 - 1) * Math.sqrt(tensors * growth),
  },
];

describe("a normal statistic", () => {
  const cases = NORMAL.flatMap((one) =>
    one.of.flatMap((given) =>
      RULES.map((looks, rule) => ({ ...one, given, looks, rule, name: given.expected.shape.dims.join("x") })),
    ),
  );
  it.each(cases)("$check, $name, rule $rule", ({ check, given, looks, at, ways = () => 1 }) => {
    const caught = (x: number): number =>
      looks.reduce(
        (all, { level, growth }) => all * normalCdf(at(x, given, growth) - normalQuantileSf(level / 2 / ways(given))),
        1,
      );
    const x = stated(check, given, looks);
    // A share in percent has 50% as its zero.
    const [zero, digits] = ["sign_parity", "haar_determinants"].includes(check) ? [50, 1] : [0, 0];
    expect(caught(x)).toBeGreaterThanOrEqual(POWER - 1e-6);
    expect(caught(zero + (x - zero - digits) / 1.1)).toBeLessThan(POWER);
  });
});

describe("a chi-square statistic with too much variance", () => {
  const LINES = [
    { along: "row", count: 78, terms: 130 },
    { along: "column", count: 130, terms: 78 },
    { along: "tensor", count: 1, terms: 10_140 },
  ] as const;
  const cases = LINES.flatMap((line) =>
    [
      { what: "means", unit: 1 },
      { what: "variances", unit: 2 },
    ].flatMap((of) => RULES.map((looks, rule) => ({ ...line, ...of, looks, rule }))),
  );
  it.each(cases)("$along $what, rule $rule", ({ along, what, count, terms, unit, looks }) => {
    const critical = (level: number, df: number): number => {
      let [low, high] = [0, 1e6];
      while (high - low > 1e-9 * high) {
        const middle = (low + high) / 2;
        if (chiSquareSf(middle, df) > level) low = middle;
        else high = middle;
      }
      return high;
    };
    const caught = (x: number): number =>
      looks.reduce((all, { level, growth }) => {
        const df = 2 * count * growth;
        return all * chiSquareSf(critical(level / 2, df) / (1 + (x * x * terms) / unit), df);
      }, 1);
    const x = stated(`${along}_${what}`, normal, looks);
    expect(caught(x)).toBeGreaterThanOrEqual(POWER - 1e-6);
    expect(caught(x / 1.1)).toBeLessThan(POWER);
  });
});

describe("what is not normal", () => {
  it("kurtosis: Cornish and Fisher's critical value of a sum with skewness 1728 n / (24 n)^1.5", () => {
    for (const looks of RULES) {
      const x = stated("kurtosis", normal, looks);
      const caught = (size: number): number =>
        looks.reduce((all, { level, growth }) => {
          const [n, z] = [normal.n * growth, normalQuantileSf(level / 2)];
          return all * normalCdf(size * Math.sqrt(n / 24) - z - (((z * z - 1) / 6) * 1728 * n) / (24 * n) ** 1.5);
        }, 1);
      expect(caught(x)).toBeGreaterThanOrEqual(POWER - 1e-6);
      expect(caught(x / 1.1)).toBeLessThan(POWER);
    }
  });

  it("support: a value outside comes nine times in ten among the first stage's", () => {
    const x = stated("support", uniform, RULES[0]!);
    expect((1 - x) ** uniform.n).toBeLessThanOrEqual(0.1);
    expect((1 - x / 1.1) ** uniform.n).toBeGreaterThan(0.1);
  });

  it("edge: as many entries missing beyond the ends as make every look reject", () => {
    for (const looks of RULES) {
      const missing = (n: number, share: number): boolean =>
        looks.every(({ level, growth }) => 2 * (1 - share) ** (n * growth) <= level);
      const x = stated("edge", uniform, looks) / 100;
      // A limit of 2 that is too small by x leaves out x / 2 of the law at each end.
      expect(missing(uniform.n, x / 2)).toBe(true);
      expect(missing(uniform.n, x / 2 / 1.12)).toBe(false);
      const t = stated("edge", normal, looks);
      expect(missing(normal.n, 2 * normalSf(t - 0.01))).toBe(true);
      expect(missing(normal.n, 2 * normalSf(t + 0.02))).toBe(false);
    }
  });

  it("tail_counts, tail_sign and near_seeds_sizes: counts that exceed the critical one nine times in ten", () => {
    for (const looks of RULES) {
      const critical = (n: number, share: number, level: number): number => {
        let k = Math.floor(n * share);
        while (binomialSf(k, n, share) > level) k++;
        return k;
      };
      const caught = (n: number, share: number, seen: number, ways: number): number =>
        looks.reduce((all, { level, growth }) => {
          const trials = n * growth;
          return all * binomialSf(critical(trials, share, level / 2 / ways), trials, seen);
        }, 1);
      for (const [given, share] of [
        [normal, 2 * normalSf(3)],
        [uniform, 0.01],
      ] as const) {
        const more = 1 + stated("tail_counts", given, looks) / 100;
        expect(caught(given.n, share, share * more, 3)).toBeGreaterThanOrEqual(POWER - 1e-6);
        expect(caught(given.n, share, share * (1 + (more - 1) / 1.12), 3)).toBeLessThan(POWER);
      }
      const near = stated("near_seeds_sizes", normal, looks) / 100;
      const places = normal.expected.shape.size;
      expect(caught(places, 0.5, near, 2)).toBeGreaterThanOrEqual(POWER - 1e-6);
      expect(caught(places, 0.5, near - 0.011, 2)).toBeLessThan(POWER);
      const inTails = Math.floor(normal.n * 2 * normalSf(3));
      const x = stated("tail_sign", normal, looks) / 100;
      expect(caught(inTails, 0.5, Math.min(1, x), 5)).toBeGreaterThanOrEqual(POWER - 1e-6);
      expect(caught(inTails, 0.5, x - 0.011, 5)).toBeLessThan(POWER);
    }
  });

  it("even_lengths: so many tensors within a middle share have the level's probability under the law, and 0.9 of it is seen", () => {
    for (const looks of RULES) {
      const x = stated("even_lengths", normal, looks) / 90;
      const reject = (share: number): boolean =>
        looks.every(({ level, growth }) => 3 * share ** (normal.tensors * growth) <= level);
      expect(reject(x / 1.2)).toBe(true);
      expect(reject(x * 1.001)).toBe(false);
    }
  });

  it("sparse_runs: fewer runs of two zeros among six places, whose number is 1 in a third of all ways and else 2", () => {
    const given = of("sparse(sparsity=0.33)", [6, 2000]);
    expect(given.expected.zerosPerColumn).toBe(2);
    for (const looks of RULES) {
      const x = stated("sparse_runs", given, looks) / 100;
      const [mean, sd] = [5 / 3, Math.sqrt(2 / 9)];
      const caught = (fewer: number): number =>
        looks.reduce((all, { level, growth }) => {
          const distance = ((fewer * mean) / sd) * Math.sqrt(2 * 2000 * growth);
          return all * normalCdf(distance - normalQuantileSf(level / 2));
        }, 1);
      expect(caught(x)).toBeGreaterThanOrEqual(POWER - 1e-6);
      expect(caught(x / 1.1)).toBeLessThan(POWER);
    }
  });

  it("largest_gap: a gap whose bound is below every level", () => {
    for (const looks of RULES) {
      const x = stated("largest_gap", normal, looks) / 100;
      const reject = (gap: number): boolean =>
        looks.every(({ level, growth }) => 2 * normal.n * growth * (1 - gap) ** (normal.n * growth) <= level);
      expect(reject(x)).toBe(true);
      expect(reject(x / 1.12)).toBe(false);
    }
  });

  it("commonest_value: as many of one value as all cells together have with less than the level", () => {
    for (const looks of RULES) {
      const cell = 2 ** -22;
      const x = stated("commonest_value", normal, looks) / 100;
      const caught = (share: number): number =>
        looks.reduce((all, { level, growth }) => {
          const n = normal.n * growth;
          let k = 1;
          // Values: two for each cell; of these half of the level.
          while ((4 / cell) * binomialSf(k, n, cell) > level) k++;
          return all * poissonSf(k, share * n);
        }, 1);
      expect(caught(x)).toBeGreaterThanOrEqual(POWER - 1e-3);
      expect(caught(x / 1.2)).toBeLessThan(POWER);
    }
  });
});

describe("goodness of fit, whose sizes were found by planting", () => {
  // The square root of the entries, and the distance that a normal test of the same levels reaches.
  it.each([
    ["anderson_darling", 125],
    ["cramer_von_mises", 1.1],
    ["neyman", 1.2],
  ])("%s: %s times the reach", (check, times) => {
    const [look] = RULES[1]!;
    const reach = normalQuantileSf(look!.level / 2) + normalQuantileSf(0.1);
    const x = stated(check, normal, [look!]);
    expect(x / ((times * reach) / Math.sqrt(normal.n))).toBeGreaterThan(0.999);
    expect(x / ((times * reach) / Math.sqrt(normal.n))).toBeLessThan(1.1);
  });

  it("kolmogorov_smirnov: at F = 1/2, where the empirical law has the spread 1 / (2 sqrt n)", () => {
    for (const looks of RULES) {
      const caught = (x: number): number =>
        looks.reduce(
          (all, { level, growth }) =>
            // Kolmogorov's limit law has the level 2 exp(-2 z^2) in its upper tail; both tails share the level.
            all * normalCdf(2 * (x * Math.sqrt(normal.n * growth) - Math.sqrt(Math.log(4 / level) / 2))),
          1,
        );
      const x = stated("kolmogorov_smirnov", normal, looks);
      expect(caught(x)).toBeGreaterThanOrEqual(POWER - 1e-6);
      expect(caught(x / 1.1)).toBeLessThan(POWER);
    }
  });
});
