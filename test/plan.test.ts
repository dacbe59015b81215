/** How much a case draws, and under which seeds. */
import { describe, expect, test } from "vitest";
import { expectationOf, type Initializer } from "../harness/initializer.js";
import { type Case, randomCount, seedsOf, stageSizes, tensorsFor } from "../harness/plan.js";
import { heNormal, identity, sparse } from "../initializers/index.js";

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
  const seeds = seedsOf(one, 0, 30_000);
  test("no two are equal, and all have 31 bits", () => {
    expect(new Set(seeds).size).toBe(seeds.length);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 31)).toBe(true);
    // Scattered: every eighth of the range has its share.
    const eighths = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => seeds.filter((seed) => seed >> 28 === k).length);
    expect(Math.min(...eighths)).toBeGreaterThan(3400);
  });
  test("are those of the draws' numbers, whatever was drawn before", () => {
    expect(seedsOf(one, 1000, 50)).toEqual(seeds.slice(1000, 1050));
  });
  test("depend on what is drawn and on the run's seed, not on the place in the plan", () => {
    expect(seedsOf({ ...one, index: 7 }, 0, 3)).toEqual(seeds.slice(0, 3));
    for (const other of [
      { seed: 1 },
      { shape: [5, 3] },
      { dtype: "float16" as const },
      { params: { a: 1 } },
      { groups: 2 },
    ]) {
      expect(seedsOf({ ...one, ...other }, 0, 3)).not.toEqual(seeds.slice(0, 3));
    }
  });
});
