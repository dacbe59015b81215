import { describe, expect, test } from "vitest";
import { judgeAtRest } from "../../harness/audit/judgeAtRest.js";
import { FEWEST_PARTS, partsOf } from "../../harness/audit/parts.js";
import { checks } from "../../harness/check/index.js";
import { expectationOf, fill } from "../../harness/contract/initializer.js";
import { glorotUniform, heNormal } from "../../initializers/index.js";

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
