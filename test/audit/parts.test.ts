import { describe, expect, test } from "vitest";
import { judgeAtRest, testsAtRest } from "../../harness/audit/judgeAtRest.js";
import { FEWEST_PARTS, partsOf } from "../../harness/audit/parts.js";
import { withPlan } from "../../harness/audit/plan.js";
import { relationTests } from "../../harness/audit/relations/index.js";
import { checks } from "../../harness/check/index.js";
import { expectationOf, fill } from "../../harness/contract/initializer.js";
import { surroundings } from "../../harness/program/surroundings.js";
import { glorotUniform, heNormal } from "../../initializers/index.js";
import { saved, weight } from "./saved.js";

const numbered = (shape: readonly number[]) => {
  const expected = expectationOf(heNormal, { shape });
  return {
    expected,
    dtype: "float32" as const,
    entries: Float32Array.from({ length: expected.shape.size }, (_, k) => k),
  };
};

describe("a tensor in three parts", () => {
  test.each([[[300, 7]], [[24, 100]], [[5, 1000]], [[4001]], [[23, 11, 13]]])(
    "%j: every entry is in one part",
    (shape) => {
      const one = numbered(shape);
      const parts = partsOf(one);
      expect(parts).toHaveLength(FEWEST_PARTS);
      const all = parts.flatMap(({ entries }) => [...entries]).sort((a, b) => a - b);
      expect(all).toEqual([...one.entries]);
      for (const { expected, entries } of parts) {
        expect(expected.shape.size).toBe(entries.length);
        expect(expected.shape.dims.reduce((product, d) => product * d, 1)).toBe(entries.length);
        expect(expected.shape.fanIn).toBe(one.expected.shape.fanIn);
      }
    },
  );

  test("each part is of whole rows, from all over the tensor", () => {
    for (const { entries, expected } of partsOf(numbered([300, 7]))) {
      expect(expected.shape.dims[1]).toBe(7);
      const rows = [...entries].filter((_, k) => k % 7 === 0).map((x) => x / 7);
      expect(rows.every(Number.isInteger)).toBe(true);
      // Neighbours are together, and no third of the tensor is without them.
      expect(rows.filter((row, k) => row === rows[k - 1]! + 1).length).toBeGreaterThan(rows.length / 2);
      for (const third of [0, 100, 200]) expect(rows.some((row) => row >= third && row < third + 100)).toBe(true);
    }
  });
});

describe("what is wrong in one place only", () => {
  const spec = { shape: [300, 200], layout: "io" };
  test.each([heNormal, glorotUniform])("a last quarter of another spread is seen under $name", (initializer) => {
    const entries = fill(initializer, { ...spec, seed: 4 });
    for (let k = (entries.length * 3) / 4; k < entries.length; k++) entries[k]! *= 0.8;
    const one = { expected: expectationOf(initializer, spec), dtype: "float32" as const, entries };
    const failed = judgeAtRest(one, checks, 1e-13).filter(({ verdict }) => verdict === "fail");
    expect(failed.map(({ check }) => check)).toContain("row_variances");
  });
});

test("right weights pass, whatever the seed: no p-value of 60 tensors is below 1e-6", () => {
  const spec = { shape: [60, 90], layout: "io" };
  for (let seed = 0; seed < 60; seed++) {
    const initializer = seed % 2 === 0 ? heNormal : glorotUniform;
    const one = {
      expected: expectationOf(initializer, spec),
      dtype: "float32" as const,
      entries: fill(initializer, { ...spec, seed }),
    };
    expect(judgeAtRest(one, checks, 1e-6).filter(({ verdict }) => verdict !== "pass")).toEqual([]);
  }
});

describe("the share of a p-value", () => {
  test.each([1e-6, 1e-13, 1e-20, 1e-30])(
    "%d is one exact level, or the product of the levels of the parts",
    (share) => {
      const spec = { shape: [300, 200], layout: "io" };
      const one = {
        expected: expectationOf(heNormal, spec),
        dtype: "float32" as const,
        entries: fill(heNormal, { ...spec, seed: 1 }),
      };
      const asked = { expected: one.expected, dtype: one.dtype, n: 60_000, tensors: 1, reseeded: false };
      // No part's level is below 5e-6, where approximate tails end.
      let parts = 3;
      while (share ** (1 / parts) < 5e-6) parts++;
      const levels = judgeAtRest(one, checks, share).map(({ check, alpha }) => {
        const tail = checks.find(({ name }) => name === check)!.tail(asked);
        return { check, tail, spent: tail === "approximate" ? alpha ** parts / share : alpha / share };
      });
      expect(levels.filter(({ tail }) => tail === "approximate").length).toBeGreaterThan(5);
      for (const { tail, spent } of levels) expect(spent).toBeCloseTo(tail === "invariant" ? 0 : 1, 9);
    },
  );

  test("half of alpha is that of the tensors' own p-values, half that of comparisons", async () => {
    const drawn = (seed: number) => fill(heNormal, { shape: [300, 200], layout: "io", seed });
    const model = Object.fromEntries(
      [1, 2, 3].map((seed) => [`w${seed}`, weight(heNormal, { shape: [300, 200], layout: "io", seed })]),
    );
    const alpha = 1e-7;
    const asked = { files: [saved(model)], claims: [], alpha };
    await withPlan(asked, surroundings.contracts, async ({ share, level }) => {
      const one = { expected: expectationOf(heNormal, { shape: [300, 200] }), dtype: "float32" as const };
      const tests = testsAtRest({ ...one, entries: drawn(1) }, checks, share);
      expect(tests).toBeGreaterThan(10);
      expect(3 * tests * share).toBeLessThanOrEqual(alpha / 2);
      expect(relationTests(3) * level).toBeCloseTo(alpha / 2, 15);
    });
  });
});
