/** Levels: their product is what the proof says, and no approximate tail is read further out than it is right. */
import { describe, expect, test } from "vitest";
import { budgetOf, DEEPEST, fewestStages, growthOf } from "../../harness/gate/budget.js";

const product = (levels: readonly number[]): number => levels.reduce((all, level) => all * level, 1);

describe.each([
  { alpha: 1e-9, tests: 2000 },
  { alpha: 0.05, tests: 1 },
  { alpha: 0.5, tests: 7 },
  { alpha: 1e-9, tests: 1_000_000 },
  { alpha: 1e-30, tests: 2000 },
  { alpha: 1e-280, tests: 1000 },
])("alpha $alpha over $tests p-values", ({ alpha, tests }) => {
  test("is spent, and no more than that", () => {
    const { stages, atOnce } = budgetOf(alpha, tests);
    const share = stages.length * atOnce + product(stages);
    expect((tests * share) / alpha).toBeCloseTo(1, 9);
    expect((tests * stages.length * atOnce) / alpha).toBeCloseTo(0.01, 9);
  });

  test("reads no approximate tail further out than it is right, with as few stages as that takes", () => {
    const { stages } = budgetOf(alpha, tests);
    expect(Math.min(...stages)).toBeGreaterThanOrEqual(DEEPEST * (1 - 1e-9));
    const [first, ...later] = stages;
    expect(later.length).toBeGreaterThanOrEqual(2);
    if (later.length > 2) {
      expect(product(later) ** (1 / (later.length - 1))).toBeLessThan(DEEPEST);
      expect(first).toBe(1e-3);
    }
  });
});

test("a share of 1e-13 is asked at 1e-3, 1e-5 and 1e-5", () => {
  const { stages } = budgetOf(1e-13 / 0.99, 1);
  expect(stages).toHaveLength(3);
  expect(stages.map((level) => Math.log10(level))).toEqual([-3, -5, -5].map((x) => expect.closeTo(x, 9)));
});

test("small and large shares divide their logarithm 3 : 5 : 5", () => {
  const [first, second, third] = budgetOf(1e-6, 1).stages.map(Math.log);
  expect(first! / second!).toBeCloseTo(3 / 5, 9);
  expect(third).toBeCloseTo(second!, 9);
});

test("no p-values are as one", () => expect(budgetOf(0.01, 0).stages).toEqual(budgetOf(0.01, 1).stages));

test.each([0, 1, -1, Number.NaN, 2])("alpha %s is refused", (alpha) => {
  expect(() => budgetOf(alpha, 1)).toThrow(`alpha: must be between 0 and 1, got ${alpha}`);
});

test("an alpha that floating point cannot share out is refused", () => {
  expect(() => budgetOf(1e-300, 1)).toThrow("alpha: must be 1e-290 or more a p-value, got 1e-300");
  expect(budgetOf(1e-290, 1).alpha).toBe(1e-290);
});

test("stages have 1, 4 and then 16 times the entries of the first", () => {
  expect([0, 1, 2, 3, 9].map(growthOf)).toEqual([1, 4, 16, 16, 16]);
});

test("as many looks as keep each above the deepest level", () => {
  expect(fewestStages(DEEPEST * 1.01)).toBe(1);
  expect(fewestStages(DEEPEST * 0.99)).toBe(2);
  expect(fewestStages(1e-13)).toBe(3);
});
