/** One p-value, one stage: every branch of the fail rule. */
import { describe, expect, test } from "vitest";
import { decide, levelAt } from "../../harness/gate/decide.js";

const budget = { alpha: 1e-9, tests: 10, stages: [1e-3, 1e-5, 2e-5], atOnce: 1e-15 };
const LAST = 2;

describe.each(["invariant", "exact", "approximate"] as const)("%s", (tail) => {
  test.each([Number.NaN, -1e-300, 1.0000001, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    "%s is no p-value, and never a pass",
    (pValue) => {
      for (const stage of [0, 1, LAST]) expect(decide(pValue, tail, stage, budget)).toBe("undetermined");
    },
  );
  test("1 passes", () => expect(decide(1, tail, 0, budget)).toBe("pass"));
});

test("an invariant fails at 0 and nowhere else, at once", () => {
  expect(decide(0, "invariant", 0, budget)).toBe("fail");
  expect(decide(Number.MIN_VALUE, "invariant", 0, budget)).toBe("pass");
  expect(levelAt("invariant", 1, budget)).toBe(0);
});

test("an exact tail fails at once at its level, at any stage", () => {
  for (const stage of [0, 1, LAST]) expect(decide(1e-15, "exact", stage, budget)).toBe("fail");
  expect(decide(1.1e-15, "exact", 0, budget)).toBe("open");
});

test("an approximate tail never fails at once, however small", () => {
  expect(decide(0, "approximate", 0, budget)).toBe("open");
  expect(decide(0, "approximate", 1, budget)).toBe("open");
  expect(decide(0, "approximate", LAST, budget)).toBe("fail");
});

test.each(["exact", "approximate"] as const)(
  "%s: the level itself rejects, above it passes, the last stage fails",
  (tail) => {
    for (const [stage, level] of budget.stages.entries()) {
      expect(levelAt(tail, stage, budget)).toBe(level);
      expect(decide(level, tail, stage, budget)).toBe(stage === LAST ? "fail" : "open");
      expect(decide(level * (1 + 1e-12), tail, stage, budget)).toBe("pass");
    }
  },
);
