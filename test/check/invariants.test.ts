import { describe, expect, it } from "vitest";
import { nextUp, roundTo } from "../../harness/weights/dtype.js";
import { expecting, observe, stored } from "./sample.js";

const shape = [4, 6];
const normal = expecting("random_normal(stddev=0.05)", { shape });
const drawn = (seed: number): Float64Array =>
  Float64Array.from({ length: 24 }, (_, k) => 0.05 * Math.sin(seed + k * k * 1.7));

describe("finite", () => {
  it("is 1 or 0", () => {
    expect(observe("finite", { expected: normal, tensors: [drawn(1)] }).pValue).toBe(1);
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
      const { pValue, statistic } = observe("finite", {
        expected: normal,
        tensors: [drawn(1), drawn(1).fill(bad, 3, 5)],
      });
      expect([pValue, statistic]).toEqual([0, 2]);
    }
  });
});

describe("support", () => {
  const uniform = expecting("random_uniform(minval=-0.3, maxval=0.1)", { shape: [1, 1] });
  const pValue = (dtype: "float64" | "float32" | "float16" | "bfloat16", x: number): number =>
    observe("support", { expected: uniform, dtype, tensors: [stored(dtype, [x])] }).pValue;

  it.each(["float32", "float16", "bfloat16"] as const)("allows %s one step beyond the rounded ends", (dtype) => {
    for (const [end, sign] of [
      [0.1, 1],
      [0.3, -1],
    ] as const) {
      const last = nextUp(dtype, roundTo(dtype, end));
      expect(pValue(dtype, sign * last)).toBe(1);
      expect(pValue(dtype, sign * nextUp(dtype, last))).toBe(0);
    }
  });

  it("fails what is not a number", () => {
    expect(pValue("float64", Number.NaN)).toBe(0);
  });
});

describe("exact", () => {
  const constant = (value: number) => expecting(`constant(value=${value})`, { shape: [1, 1] });
  const pValue = (value: number, x: number, dtype: "float32" | "bfloat16" = "float32"): number =>
    observe("exact", { expected: constant(value), dtype, tensors: [Float32Array.of(x)] }).pValue;

  it("takes the value as the dtype has it, in one rounding or by way of float32", () => {
    expect(pValue(0.1, 0.1)).toBe(1);
    expect(pValue(0.1, nextUp("float32", Math.fround(0.1)))).toBe(0);
    const between = 1 + 2 ** -8 + 2 ** -30;
    expect(pValue(between, 1 + 2 ** -7, "bfloat16")).toBe(1);
    expect(pValue(between, 1, "bfloat16")).toBe(1);
    expect(pValue(between, 1 + 2 ** -6, "bfloat16")).toBe(0);
  });

  it("tells 0 from -0, but not what was rounded to nothing", () => {
    expect(pValue(0, 0)).toBe(1);
    expect(pValue(0, -0)).toBe(0);
    expect(pValue(-1e-50, -0)).toBe(1);
    expect(pValue(0, Number.NaN)).toBe(0);
  });
});

describe("the same bytes again", () => {
  const [first, other] = [drawn(1), drawn(1)];
  const odd = drawn(1);
  odd[23] = -odd[23]!;

  it("reproducible", () => {
    expect(observe("reproducible", { expected: normal, tensors: [first], again: other }).pValue).toBe(1);
    expect(observe("reproducible", { expected: normal, tensors: [first], again: odd }).pValue).toBe(0);
    expect(observe("reproducible", { expected: normal, tensors: [first] }).pValue).toBeNaN();
  });

  it("seed_zero", () => {
    expect(observe("seed_zero", { expected: normal, tensors: [first], atZero: [first, other] }).pValue).toBe(1);
    expect(observe("seed_zero", { expected: normal, tensors: [first], atZero: [first, odd] }).pValue).toBe(0);
    expect(observe("seed_zero", { expected: normal, tensors: [first] }).pValue).toBeNaN();
  });
});

describe("seed_matters", () => {
  const tensors = [drawn(1), drawn(2), drawn(3)];
  const pValue = (given: object): number => observe("seed_matters", { expected: normal, tensors, ...given }).pValue;

  it("passes tensors and near seeds that differ", () => {
    expect(pValue({ neighbours: [drawn(4), drawn(5)] })).toBe(1);
  });

  it("fails two tensors alike, and near seeds with the first one's entries in any order, with any signs", () => {
    expect(pValue({ tensors: [drawn(1), drawn(2), drawn(1)] })).toBe(0);
    expect(pValue({ neighbours: [drawn(4), drawn(1)] })).toBe(0);
    expect(pValue({ neighbours: [drawn(1).map((x) => -x), drawn(4)] })).toBe(0);
    expect(pValue({ neighbours: [drawn(1).reverse(), drawn(4)] })).toBe(0);
  });

  it("looks at orders only where few cells cannot explain them", () => {
    const dtype = "bfloat16";
    const few = expecting("random_normal(mean=1, stddev=0.004)", { shape: [20, 20] });
    const own = Float32Array.from({ length: 400 }, (_, k) => 1 + (k % 3) * 2 ** -7);
    const turned = own.toReversed();
    const other = own.map((x) => 2 - x);
    const given = { expected: few, dtype, tensors: [own, other], neighbours: [turned, other] } as const;
    expect(observe("seed_matters", given).pValue).toBe(1);
  });
});

describe("repeated_blocks", () => {
  const dims = [4, 30];
  const expected = expecting("random_normal(stddev=0.05)", { shape: dims });
  const rows = (): Float64Array => Float64Array.from({ length: 120 }, (_, k) => 0.05 * Math.sin(1 + k * k * 0.37));
  const pValue = (change: (x: Float64Array) => void): number => {
    const tensor = rows();
    change(tensor);
    return observe("repeated_blocks", { expected, tensors: [tensor] }).pValue;
  };

  it("fails a row that repeats another, or its negative, and nothing else", () => {
    expect(pValue(() => {})).toBe(1);
    expect(pValue((x) => x.copyWithin(90, 0, 30))).toBe(0);
    expect(
      pValue((x) =>
        x.set(
          x.subarray(0, 30).map((y) => -y),
          60,
        ),
      ),
    ).toBe(0);
    expect(pValue((x) => x.copyWithin(90, 0, 29))).toBe(1);
  });
});

describe("sparsity", () => {
  const rows = [4, 3];
  const expected = expecting("sparse(sparsity=0.5)", { shape: rows });
  const right = [0, 0.1, 0, 0.1, 0, 0.1, 0, 0.2, 0, 0.3, 0, 0.4];
  const pValue = (entries: readonly number[], dtype: "float32" | "float16" = "float32"): number =>
    observe("sparsity", { expected, dtype, tensors: [stored(dtype, entries)] }).pValue;

  it("a zero too few is impossible, one too many a chance", () => {
    expect(pValue(right)).toBe(1);
    expect(pValue(right.with(0, 0.1))).toBe(0);
    // One of 12 entries, each 0 with probability 2^-22 (and 2.6e-45 / 0.01 that a normal is rounded to 0).
    expect(pValue(right.with(1, 0)) / (12 * 2 ** -22)).toBeCloseTo(1, 5);
  });

  it("float16 rounds small draws to 0: 2^-25 either way of 0.01 sd", () => {
    const chance = 2 ** -22 + (2 * 2 ** -25) / (0.01 * Math.sqrt(2 * Math.PI));
    expect(pValue(right.with(1, 0), "float16") / (12 * chance)).toBeCloseTo(1, 4);
  });
});
