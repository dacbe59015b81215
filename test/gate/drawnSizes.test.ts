/** How much a case draws, and under which seeds. */
import { describe, expect, test } from "vitest";
import type { Check, Tail } from "../../harness/check/index.js";
import { expectationOf, type Initializer } from "../../harness/contract/initializer.js";
import {
  blindSpots,
  type Case,
  caseId,
  neighboursOf,
  planOf,
  prospectOf,
  randomCount,
  requestOf,
  seedsOf,
  stageSizes,
  tensorsFor,
  testsOf,
} from "../../harness/gate/plan.js";
import { heNormal, identity, orthogonal, randomNormal, sparse } from "../../initializers/index.js";

const on = (initializer: Initializer, shape: readonly number[]) => expectationOf(initializer, { shape, layout: "io" });
const one: Case = {
  index: 0,
  contract: "he_normal",
  asked: "he_normal",
  shape: [3, 5],
  layout: "io",
  groups: 1,
  params: {},
  dtype: "float32",
  seed: 0,
  samples: 20_000,
};

describe("stages draw 1, 4, 16, 16 times what the first really draws", () => {
  test.each([
    { shape: [3, 5], sizes: [1334, 5336, 21_344, 21_344] },
    { shape: [78, 130], sizes: [2, 8, 32, 32] },
    { shape: [300, 500], sizes: [2, 8, 32, 32] },
  ])("$shape", ({ shape, sizes }) => {
    expect(stageSizes(on(heNormal, shape), 20_000, 4)).toEqual(sizes);
  });

  test("as far as memory goes", () => {
    expect(stageSizes(on(heNormal, [1024, 1024]), 20_000, 3)).toEqual([2, 8, 8]);
    expect(stageSizes(on(heNormal, [4096, 4096]), 20_000, 3)).toEqual([2, 2, 2]);
    expect(stageSizes(on(heNormal, [1, 1]), 20_000, 3)).toEqual([20_000, 65_536, 65_536]);
  });
});

test("a first stage has the entries wanted, and two tensors at least", () => {
  expect(tensorsFor(on(heNormal, [3, 5]), 30)).toBe(2);
  expect(tensorsFor(on(heNormal, [3, 5]), 31)).toBe(3);
  expect(tensorsFor(on(heNormal, [3, 5]), 46)).toBe(4);
  expect(tensorsFor(on(identity, [3, 5]), 1000)).toBe(2);
  expect(tensorsFor(on(heNormal, [1, 1]), 1e6)).toBe(65_536);
});

test("random entries are those that no rule fixes", () => {
  expect(randomCount(on(heNormal, [3, 5]))).toBe(15);
  expect(randomCount(on(identity, [5, 5]))).toBe(0);
  const expected = on(sparse, [20, 7]);
  expect(randomCount(expected)).toBe(7 * (20 - expected.zerosPerColumn!));
  expect(randomCount({ ...on(heNormal, [3, 5]), fixed: (k) => (k < 4 ? 0 : undefined) })).toBe(11);
});

describe("seeds", () => {
  const seedsFrom = (count: number): readonly number[] => seedsOf(one, 0, count);

  test("no two are equal, and all have 31 bits", () => {
    const seeds = seedsFrom(30_000);
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
    // Scattered: every eighth of the range has its share.
    const eighths = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => seeds.filter((seed) => seed >> 28 === k).length);
    expect(Math.min(...eighths)).toBeGreaterThan(3400);
  });
  test("are those of the draws' numbers, whatever was drawn before", () => {
    expect(seedsOf(one, 1000, 50)).toEqual(seedsFrom(1050).slice(1000));
  });
  test("depend on what is drawn and on the run's seed, not on the place in the plan", () => {
    expect(seedsOf({ ...one, index: 7 }, 0, 3)).toEqual(seedsFrom(3));
    for (const other of [
      { seed: 1 },
      { shape: [5, 3] },
      { dtype: "float16" as const },
      { params: { a: 1 } },
      { groups: 2 },
    ]) {
      expect(seedsOf({ ...one, ...other }, 0, 3)).not.toEqual(seedsFrom(3));
    }
  });
});

test("a case's name has all that decides what is drawn, parameters in one order, and nothing else", () => {
  expect(
    caseId({ ...one, params: { b: 2, a: "x" }, groups: 3, fanIn: 4, fanOut: 6, index: 9, seed: 8, samples: 1 }),
  ).toBe("he_normal 3x5 io g3 float32 fan_in=4 fan_out=6 a=x b=2");
  expect(caseId(one)).toBe("he_normal 3x5 io g1 float32");
});

test("a subject is asked for what the case says", () => {
  expect(requestOf({ ...one, asked: "theirs", params: { a: 1 } }, 7)).toEqual({
    initializer: "theirs",
    params: { a: 1 },
    shape: [3, 5],
    layout: "io",
    groups: 1,
    dtype: "float32",
    seed: 7,
  });
});

test.each([{}, { fanIn: 4 }, { fanOut: 6 }, { fanIn: 4, fanOut: 6 }])(
  "and for the fans that are stated: %j",
  (fans) => {
    const { fanIn, fanOut } = requestOf({ ...one, ...fans }, 7);
    expect({ fanIn, fanOut }).toEqual({ fanIn: undefined, fanOut: undefined, ...fans });
    expect(Object.keys(requestOf({ ...one, ...fans }, 7)).filter((key) => key.startsWith("fan"))).toEqual(
      Object.keys(fans),
    );
  },
);

test("zeros of every block are not random", () => {
  const expected = on(sparse, [20, 7]);
  const shape = { ...expected.shape, groups: 3, size: 3 * 140 };
  expect(randomCount({ ...expected, shape })).toBe(3 * 7 * (20 - expected.zerosPerColumn!));
});

test("neighbours of a seed differ in its lowest and in its highest bit", () => {
  expect(neighboursOf(0)).toEqual([1, 2 ** 30]);
  expect(neighboursOf(2 ** 30 + 1)).toEqual([2 ** 30, 1]);
});

test("square orthogonal matrices are drawn often enough for their determinants, if they are small", () => {
  expect(tensorsFor(on(orthogonal, [64, 64]), 1)).toBeGreaterThan(2);
  expect(tensorsFor(on(orthogonal, [64, 65]), 1)).toBe(2);
  expect(tensorsFor(on(orthogonal, [256, 256]), 1)).toBeGreaterThan(2);
  expect(tensorsFor(on(orthogonal, [257, 257]), 1)).toBe(2);
});

describe("the budget counts p-values", () => {
  const check = (tail: Tail, applies: boolean): Check => ({
    name: "a",
    question: "?",
    tail: () => tail,
    applies: ({ n }) => applies && n === 20_010,
    run: () => ({ pValue: 1, statistic: 0, expected: "", observed: "" }),
    detects: () => "1",
  });
  const battery = [check("exact", true), check("approximate", true), check("invariant", true), check("exact", false)];

  test("that a case may ask for: checks that apply, but for invariants", () => {
    expect(testsOf(one, battery, heNormal)).toBe(2);
  });

  test("over all cases", () => {
    const { cases, budget } = planOf([one, one, one], 1e-6, battery, () => heNormal);
    expect(cases).toHaveLength(3);
    expect(budget).toMatchObject({ alpha: 1e-6, tests: 6 });
  });

  test("a check is told what the first stage draws", () => {
    expect(prospectOf(one, on(heNormal, [3, 5]))).toMatchObject({
      dtype: "float32",
      n: 20_010,
      tensors: 1334,
      reseeded: true,
    });
  });
});

test("shapes of one fan are blind to which fan it is, where a fan matters", () => {
  expect(blindSpots(on(heNormal, [4, 4]))).toEqual([
    "4x4 has fan_in = fan_out: it cannot show swapped or averaged fans",
  ]);
  expect(blindSpots(on(heNormal, [4, 5]))).toEqual([]);
  expect(blindSpots(on(randomNormal, [4, 4]))).toEqual([]);
  expect(blindSpots(on(identity, [4, 4]))).toEqual([]);
});
