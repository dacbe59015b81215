/** Values on a coarse grid, and a law's place that the dtype cannot hold: what is right must not fail. */
import { mean, variance } from "simple-statistics";
import { describe, expect, it } from "vitest";
import type { Check } from "../../harness/check/check.js";
import { checks } from "../../harness/check/index.js";
import { spreadUniforms } from "../../harness/check/marginal/uniforms.js";
import { inDtype, roundedLaw } from "../../harness/check/roundedParameters.js";
import { sampleOf } from "../../harness/check/sample.js";
import { type Dtype, roundTo } from "../../harness/weights/dtype.js";
import { boxMuller, from53Bits, xoshiro128 } from "../right/index.js";
import { expecting, observe, prospect, stored } from "./sample.js";

const normals = (seed: number): (() => number) => boxMuller(from53Bits(xoshiro128(seed)));

describe("a mean that is large against the standard deviation", () => {
  const grids = [
    [100, 0.01],
    [1, 0.01],
    [-3, 1e-4],
    [0.1, 0.05],
    [1e4, 1e-3],
  ].flatMap(([mean, stddev]) =>
    (["float64", "float32", "float16", "bfloat16"] as const).map((dtype) => ({ mean: mean!, stddev: stddev!, dtype })),
  );

  it.each(grids)("mean $mean, sd $stddev in $dtype: no check fails right entries", ({ mean, stddev, dtype }) => {
    const expected = expecting(`random_normal(mean=${mean}, stddev=${stddev})`, { shape: [50, 100] });
    const normal = normals(7);
    const draw = () =>
      stored(
        dtype,
        Float64Array.from({ length: 5000 }, () => mean + stddev * normal()),
      );
    const tensors = [draw(), draw()];
    const [again, zero, neighbours] = [tensors[0]!, draw(), [draw(), draw()]];
    const sample = sampleOf({ expected, dtype, tensors, again, atZero: [zero, zero], neighbours });
    const asked = checks.filter((check) => check.applies(prospect(expected, dtype, 2)));
    const low = asked
      .map((check) => ({ check: check.name, p: check.run(sample).pValue }))
      .filter(({ p }) => !(p > 1e-4));
    expect(low).toEqual([]);
    expect(asked.map(({ name }) => name)).toContain("kolmogorov_smirnov");
  });

  it("edge: a grid of one value may hide any entry of its cell", () => {
    const expected = expecting("random_normal(mean=100, stddev=0.01)", { shape: [2, 2] });
    const given = { expected, dtype: "bfloat16", tensors: [Float32Array.of(100, 100, 100, 100)] } as const;
    expect(observe("edge", given).pValue).toBe(1);
    expect(observe("edge", { ...given, tensors: [Float32Array.of(100, 100, 100, 101)] }).pValue).toBe(0);
  });
});

describe("duplicates on a coarse grid", () => {
  it.each([
    ["bfloat16", 0, 1],
    ["float16", 0, 1],
    ["float32", 100, 1e-4],
  ] as const)("%s: right counts are rejected no more often than the level", (dtype, mean, stddev) => {
    const expected = expecting(`random_normal(mean=${mean}, stddev=${stddev})`, { shape: [2000], layout: "o" });
    const normal = normals(3);
    const ps = Array.from({ length: 200 }, () => {
      const tensor = stored(
        dtype,
        Float64Array.from({ length: 2000 }, () => mean + stddev * normal()),
      );
      return observe("duplicates", { expected, dtype, tensors: [tensor] }).pValue;
    });
    expect(ps.filter((p) => p <= 0.05).length).toBeLessThan(20);
    expect(ps.filter((p) => !(p > 1e-4))).toEqual([]);
  });

  it("a quarter of the entries copied from the others is seen all the same", () => {
    const expected = expecting("random_normal(stddev=1)", { shape: [2000], layout: "o" });
    const copied = stored("float16", Float64Array.from({ length: 2000 }, normals(5)));
    copied.copyWithin(1500, 0, 500);
    expect(observe("duplicates", { expected, dtype: "float16", tensors: [copied] }).pValue).toBeLessThan(1e-12);
  });
});

describe("what a check adds at random", () => {
  const { law } = expecting("random_normal(stddev=1)", { shape: [3], layout: "o" });

  it("is the same for the same sample, and another for another one, the order included", () => {
    const spread = (...values: number[]) => [...spreadUniforms(Float64Array.from(values), "bfloat16", law)];
    expect(spread(0.5, 1, 1.5)).toEqual(spread(0.5, 1, 1.5));
    for (const other of [spread(0.5, 1, 2), spread(0.5, 1.5, 1), spread(0.5, 1, 1.5, 1.5)]) {
      expect(other[0]).not.toBe(spread(0.5, 1, 1.5)[0]);
    }
  });

  it("lies evenly within the probability of a value's cell", () => {
    const ones = spreadUniforms(new Float64Array(4000).fill(1), "bfloat16", law);
    const [low, high] = [1 - 2 ** -9, 1 + 2 ** -8].map((x) => law.cdf(x)) as [number, number];
    const within = Array.from(ones, (u) => (u - low) / (high - low));
    expect(Math.min(...within)).toBeGreaterThan(0);
    expect(Math.max(...within)).toBeLessThan(1);
    expect(mean(within)).toBeCloseTo(0.5, 1);
    expect(variance(within)).toBeCloseTo(1 / 12, 2);
  });
});

describe("a place that the dtype cannot hold", () => {
  const lawOf = (contract: string) => expecting(contract, { shape: [2, 2] }).law;

  it("is the nearest number: a mean, or both ends", () => {
    expect(roundedLaw(lawOf("random_normal(mean=100.1, stddev=0.01)"), "float32")!.mean).toBe(Math.fround(100.1));
    const uniform = roundedLaw(lawOf("random_uniform(minval=-0.3, maxval=0.1)"), "bfloat16")!;
    expect(uniform.support).toEqual([-0.3, 0.1].map((x) => expect.closeTo(roundTo("bfloat16", x), 15)));
    expect(uniform.cdf(roundTo("bfloat16", 0.1))).toBe(1);
  });

  it("is the law's own where that does not show", () => {
    for (const dtype of ["float64", "float32"] as Dtype[]) {
      expect(roundedLaw(lawOf("random_normal(mean=0.1, stddev=0.05)"), dtype)).toBeUndefined();
      expect(roundedLaw(lawOf("random_uniform(minval=-0.3, maxval=0.1)"), dtype)).toBeUndefined();
    }
    expect(roundedLaw(lawOf("random_normal(mean=100, stddev=0.01)"), "bfloat16")).toBeUndefined();
  });

  it("a p-value is the larger of both", () => {
    const at = Math.fround(100.1);
    const toy = (low: number, high: number): Check =>
      inDtype({
        name: "toy",
        question: "",
        tail: () => "exact",
        applies: () => true,
        run: ({ expected }) => ({
          pValue: expected.law.mean === at ? high : low,
          statistic: 0,
          expected: "",
          observed: "",
        }),
        detects: () => "",
      });
    const expected = expecting("random_normal(mean=100.1, stddev=0.01)", { shape: [2, 2] });
    const pValue = (low: number, high: number, dtype: Dtype): number =>
      toy(low, high).run(sampleOf({ expected, dtype, tensors: [Float32Array.of(1, 2, 3, 4)] })).pValue;
    expect([pValue(0.001, 0.3, "float32"), pValue(0.04, 0.001, "float32"), pValue(0.001, 0.3, "float64")]).toEqual([
      0.3, 0.04, 0.001,
    ]);
    expect(pValue(0.001, Number.NaN, "float32")).toBeNaN();
    expect(pValue(Number.NaN, 0.5, "float32")).toBeNaN();
  });
});

describe("what is not allowed for", () => {
  const ask = (check: string, contract: string, n: number, dtype: Dtype, entry: (normal: number) => number) => {
    const normal = normals(11);
    const tensor = stored(
      dtype,
      Float64Array.from({ length: n }, () => entry(normal())),
    );
    return observe(check, { expected: expecting(contract, { shape: [n], layout: "o" }), dtype, tensors: [tensor] })
      .pValue;
  };

  it("a scale kept in bfloat16, 0.4% off at most: it passes at the default size, and not among a million entries", () => {
    const [documented, kept] = [1 + 2 ** -8 - 2 ** -20, 1];
    expect(roundTo("bfloat16", documented)).toBe(kept);
    const pValue = (n: number, stddev: number) =>
      ask("variance", `random_normal(stddev=${documented})`, n, "float32", (normal) => stddev * normal);
    expect(pValue(20_000, kept)).toBeGreaterThan(1e-3);
    expect(pValue(2 ** 20, kept)).toBeLessThan(1e-5);
    expect(pValue(2 ** 20, documented)).toBeGreaterThan(1e-3);
  });

  it("a law that the dtype cannot hold: what overflows is not finite", () => {
    const contract = "random_normal(stddev=65504)";
    expect(ask("finite", contract, 100, "float16", (normal) => 65504 * normal)).toBe(0);
    expect(ask("finite", contract, 100, "bfloat16", (normal) => 65504 * normal)).toBe(1);
  });
});
