import { describe, expect, it } from "vitest";
import { ownWords } from "../../harness/check/ownStream.js";
import { kolmogorovCdf, kolmogorovSf, normalCdf, normalQuantile } from "../../harness/numeric/index.js";
import type { Dtype } from "../../harness/weights/dtype.js";
import { checkNamed, expecting, haarTensors, observe, prospect, stored } from "./sample.js";

const dtypes = ["float64", "float32", "float16", "bfloat16"] as const;
const shapes = [
  [2, 2],
  [3, 3],
  [3, 5],
] as const;
const cases = shapes.flatMap((shape) => dtypes.map((dtype) => ({ shape, dtype })));
const SAMPLES = 25;
const TENSORS = 100;

/** p-values of right samples of the shape. */
function pValues(check: string, shape: readonly number[], dtype: Dtype): readonly number[] {
  const expected = expecting("orthogonal", { shape });
  return Array.from({ length: SAMPLES }, (_, seed) => {
    const tensors = haarTensors(shape[0]!, shape[1]!, TENSORS, dtype, seed);
    return observe(check, { expected, dtype, tensors }).pValue;
  });
}

describe("a right rotation of few entries", () => {
  it.each(cases)("$shape in $dtype never fails at once, and seldom a stage", ({ shape, dtype }) => {
    for (const check of ["haar_columns", "haar_entries", "haar_signs", "haar_trace"]) {
      const ps = pValues(check, shape, dtype);
      expect(ps.filter((p) => !(p > 0.001 / SAMPLES)).length, check).toBe(0);
      expect(ps.filter((p) => p <= 0.05).length, check).toBeLessThan(9);
    }
  });
});

describe("haar_columns", () => {
  const expected = expecting("orthogonal", { shape: [2, 2] });
  const turned = (angle: number): number[] => [Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle)];

  it("has the probability of the angle to the diagonal: 2x2 is an arc", () => {
    // The first column is at the angle t to (1, 1), the second at a right angle to that; two looks.
    for (const t of [0.01, 1e-3, 1e-5]) {
      const { pValue } = observe("haar_columns", { expected, tensors: [stored("float64", turned(Math.PI / 4 - t))] });
      expect(pValue / ((2 * 2 * t) / Math.PI)).toBeCloseTo(1, 9);
    }
  });

  it("counts a column on the diagonal as one that rounding may have put there", () => {
    for (const [dtype, unit] of [
      ["float32", 2 ** -24],
      ["float16", 2 ** -11],
      ["bfloat16", 2 ** -8],
    ] as const) {
      const tensors = [stored(dtype, turned(Math.PI / 4))];
      const { pValue } = observe("haar_columns", { expected, dtype, tensors });
      expect(pValue).toBeGreaterThan((2 * 2 * unit) / Math.PI);
      expect(pValue).toBeLessThan(40 * unit);
    }
  });

  it("still sees the QR of matrices whose mean is not 0", () => {
    const shape = [64, 64];
    const wide = expecting("orthogonal", { shape });
    const column = Float64Array.from({ length: 64 }, (_, k) => 1 + Math.sin(k * k));
    const norm = Math.hypot(...column);
    const tensor = haarTensors(64, 64, 1, "bfloat16", 1)[0]!;
    for (let row = 0; row < 64; row++) tensor[row * 64] = column[row]! / norm;
    const seen = observe("haar_columns", { expected: wide, dtype: "bfloat16", tensors: [tensor] });
    expect(seen.pValue).toBeLessThan(1e-12);
  });

  it("is not a number where an entry is none", () => {
    for (const at of [0, 1, 3]) {
      const tensor = Float64Array.of(1, 0, 0, 1).fill(Number.NaN, at, at + 1);
      expect(observe("haar_columns", { expected, tensors: [tensor] }).pValue).toBeNaN();
    }
  });
});

describe("haar_signs: every pattern of signs is as likely", () => {
  const expected = expecting("orthogonal", { shape: [2, 2] });
  const PAIRS = 5;

  it("rejects right signs no more often than any level, by enumeration", () => {
    const ps = Array.from({ length: 4 ** PAIRS }, (_, pattern) => {
      const tensors = Array.from({ length: PAIRS }, (_, k) => {
        const [a, d] = [(pattern >> (2 * k)) & 1, (pattern >> (2 * k + 1)) & 1].map((bit) => (bit === 1 ? 0.6 : -0.6));
        return Float64Array.of(a!, 0.8, 0.8, d!);
      });
      return observe("haar_signs", { expected, tensors }).pValue;
    });
    for (const level of new Set(ps)) {
      expect(ps.filter((p) => p <= level).length / ps.length).toBeLessThanOrEqual(level * (1 + 1e-12));
    }
    expect(Math.min(...ps)).toBeCloseTo(2 / 4 ** PAIRS, 12);
  });
});

describe("haar_entries", () => {
  it("sees entries that are no rotation's, on either side", () => {
    const expected = expecting("orthogonal", { shape: [2, 2] });
    const fixed = Array.from({ length: 400 }, () => Float64Array.of(1, 0, 0, 1));
    expect(observe("haar_entries", { expected, tensors: fixed }).pValue).toBeLessThan(1e-12);
  });

  it("is Kolmogorov's law of entries times lengths of their own, both tails in float32, one in bfloat16", () => {
    const expected = expecting("orthogonal", { shape: [1, 1] });
    for (const [count, unlike] of [
      [150, 2],
      [150, 1],
    ] as const) {
      const signs = Array.from({ length: count }, (_, k) => (k % unlike === 0 ? 1 : -1));
      const read = ownWords([...signs.map((x) => Float64Array.of(x))], "lengths of haar columns");
      const normals = signs
        .map((sign) => sign * Math.abs(normalQuantile((read() + 0.5) / 2 ** 32)))
        .sort((a, b) => a - b);
      const distance = (low: number, high: number): number =>
        Math.max(
          ...normals.map((x, i) => (i + 1) / count - normalCdf(x * (x > 0 ? high : low))),
          ...normals.map((x, i) => normalCdf(x * (x > 0 ? low : high)) - i / count),
        );
      const d = distance(1, 1);
      const tensors = signs.map((sign) => Float32Array.of(sign));
      const both = Math.min(1, 2 * Math.min(kolmogorovCdf(count, d), kolmogorovSf(count, d)));
      expect(observe("haar_entries", { expected, dtype: "float32", tensors }).pValue / both).toBeCloseTo(1, 9);
      const narrow = kolmogorovSf(count, distance(1 - 2 ** -9, 1 + 2 ** -8));
      expect(observe("haar_entries", { expected, dtype: "bfloat16", tensors }).pValue / narrow).toBeCloseTo(1, 9);
    }
  });

  it("draws its lengths for every sample anew: stages do not share them", () => {
    const expected = expecting("orthogonal", { shape: [1, 1] });
    const ones = (signs: number): Float64Array[] =>
      Array.from({ length: 100 }, (_, k) => Float64Array.of(k % (signs + 2) === 0 ? 1 : -1));
    const [first, same, other] = [1, 1, 2].map(
      (signs) => observe("haar_entries", { expected, tensors: ones(signs) }).statistic,
    );
    expect(same).toBe(first);
    expect(other).not.toBe(first);
  });
});

describe("orthogonality", () => {
  const tolerates = (rows: number, dtype: Dtype, off: number): number => {
    const expected = expecting("orthogonal", { shape: [rows, 1] });
    const tensor = new Float64Array(rows);
    tensor[0] = Math.sqrt(1 + off);
    return observe("orthogonality", { expected, dtype, tensors: [tensor] }).pValue;
  };

  it("grows with the sums of a decomposition in the arithmetic of the dtype", () => {
    expect(tolerates(3, "float32", 33 * 2 ** -24)).toBe(1);
    expect(tolerates(3, "float32", 35 * 2 ** -24)).toBe(0);
    expect(tolerates(10_000, "float32", 130 * 2 ** -24)).toBe(1);
    expect(tolerates(10_000, "float32", 140 * 2 ** -24)).toBe(0);
    expect(tolerates(3, "bfloat16", -33 * 2 ** -8)).toBe(1);
    expect(tolerates(3, "bfloat16", 40 * 2 ** -8)).toBe(0);
  });
});

describe("seed_matters of orthogonal tensors asks where two cannot be equal by chance", () => {
  const applies = (shape: readonly number[], dtype: Dtype, layout = "io"): boolean =>
    checkNamed("seed_matters").applies(prospect(expecting("orthogonal", { shape, layout }), dtype, 100));

  it("not of blocks of signs, nor of few angles", () => {
    expect(applies([1, 1], "float32")).toBe(false);
    expect(applies([24, 1, 1], "float32", "gio")).toBe(false);
    expect(applies([132, 1, 1], "float64", "gio")).toBe(false);
    expect(applies([133, 1, 1], "float64", "gio")).toBe(true);
    expect(applies([2, 2], "float32")).toBe(false);
    expect(applies([3, 5], "bfloat16")).toBe(false);
    expect(applies([3, 5], "float32")).toBe(true);
    expect(applies([8, 13], "bfloat16")).toBe(true);
  });
});
