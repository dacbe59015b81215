/** Checks of orthogonal matrices on samples of all forms (tall, wide, square, in blocks, with a gain), beside ml-matrix and plain sums. */
import { determinant, Matrix } from "ml-matrix";
import { describe, expect, it } from "vitest";
import type { Look } from "../../harness/check/index.js";
import { betaI, binomialCdf, binomialSf, normalSf } from "../../harness/numeric/index.js";
import { checkNamed, expecting, haarTensors, observe, prospect } from "./sample.js";

const GAIN = 1.5;
/** A batch of two matrices in each tensor, and the matrices of all tensors. */
function drawn(rows: number, columns: number, tensors: number, seed: number) {
  const blocks = haarTensors(rows, columns, 2 * tensors, "float64", seed).map((q) => q.map((x) => GAIN * x));
  const size = rows * columns;
  const joined = Array.from({ length: tensors }, (_, t) => {
    const out = new Float64Array(2 * size);
    out.set(blocks[2 * t]!);
    out.set(blocks[2 * t + 1]!, size);
    return out;
  });
  const expected = expecting(`orthogonal(gain=${GAIN})`, { shape: [2, rows, columns], layout: "gio" });
  const matrices = blocks.map((block) => Matrix.from1DArray(rows, columns, [...block]).div(GAIN));
  // The long side first.
  const upright = matrices.map((m) => (rows >= columns ? m : m.transpose()));
  return { given: { expected, tensors: joined }, matrices, upright };
}

const FORMS = [
  [7, 4],
  [4, 7],
  [5, 5],
] as const;
const twice = (k: number, n: number): number =>
  Math.min(1, 2 * Math.min(binomialCdf(k, n, 0.5), binomialSf(k, n, 0.5)));

describe.each(FORMS)("%ix%i", (rows, columns) => {
  const { given, upright } = drawn(rows, columns, 20, 7 * rows + columns);
  const [long, short] = [Math.max(rows, columns), Math.min(rows, columns)];

  it("orthogonality: the largest entry of the Gram matrix less one", () => {
    for (const [place, by] of [
      [0, 1e-3],
      [rows * columns - 1, -2e-3],
      [2 * rows * columns - 1, 3e-3],
    ] as const) {
      const tensors = given.tensors.map((w) => w.slice());
      tensors[3]![place]! += by;
      const most = tensors.flatMap((w) =>
        [0, 1].map((block) => {
          const part = [...w.subarray(block * rows * columns, (block + 1) * rows * columns)];
          const m = Matrix.from1DArray(rows, columns, part).div(GAIN);
          const q = rows >= columns ? m : m.transpose();
          return Math.max(...Matrix.sub(q.transpose().mmul(q), Matrix.eye(short)).to1DArray().map(Math.abs));
        }),
      );
      const { pValue, statistic } = observe("orthogonality", { ...given, tensors });
      expect([pValue, statistic]).toEqual([0, expect.closeTo(Math.max(...most), 9)]);
    }
    expect(observe("orthogonality", given).pValue).toBe(1);
  });

  it("haar_signs: the positive entries of all diagonals", () => {
    const positive = upright.flatMap((q) => Array.from({ length: short }, (_, s) => q.get(s, s))).filter((x) => x > 0);
    const { pValue, statistic, expected } = observe("haar_signs", given);
    expect([statistic, expected]).toEqual([positive.length, (upright.length * short) / 2]);
    expect(pValue).toBeCloseTo(twice(positive.length, upright.length * short), 9);
  });

  it("haar_columns: the column nearest to the diagonal of space, of all columns", () => {
    const squares = upright.flatMap((q) =>
      Array.from({ length: short }, (_, s) => q.getColumn(s).reduce((sum, x) => sum + x, 0) ** 2 / long),
    );
    const { pValue, statistic } = observe("haar_columns", given);
    expect(statistic).toBeCloseTo(Math.max(...squares), 9);
    const chance = betaI(1 - Math.max(...squares), (long - 1) / 2, 1 / 2);
    expect(pValue).toBeCloseTo(Math.min(1, squares.length * chance), 9);
  });

  it("haar_trace: the strongest of three paths with signs of their own", () => {
    const sums = [0, 0, 0];
    for (const q of upright) {
      for (let s = 0; s < short; s++) {
        const sign = s % 2 === 0 ? 1 : -1;
        sums[0]! += q.get(s, s);
        sums[1]! += sign * q.get(long - 1 - s, s);
        sums[2]! += sign * q.get((s + 1) % long, s);
      }
    }
    const z = sums.map((sum) => sum / Math.sqrt((upright.length * short) / long));
    const worst = z.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0]!;
    const { pValue, statistic } = observe("haar_trace", given);
    expect(statistic).toBeCloseTo(worst, 9);
    expect(pValue).toBeCloseTo(Math.min(1, 6 * normalSf(Math.abs(worst))), 9);
  });

  it.each([0, 1, 2])("haar_trace sees path %i alone", (path) => {
    const tensors = given.tensors.map((w) => w.slice());
    for (const w of tensors) {
      for (const block of [0, 1]) {
        for (let s = 0; s < short; s++) {
          const l = [s, long - 1 - s, (s + 1) % long][path]!;
          const sign = path === 0 || s % 2 === 0 ? 1 : -1;
          w[block * rows * columns + (rows >= columns ? l * columns + s : s * columns + l)]! += sign * GAIN;
        }
      }
    }
    const { statistic } = observe("haar_trace", { ...given, tensors });
    // Each term has one more, in all paths that meet the places; the planted path has the most.
    expect(statistic).toBeGreaterThan(0.7 * Math.sqrt(upright.length * short * long));
  });
});

describe("haar_determinants", () => {
  // Of small rotations the signs of the largest entries tell the determinant without elimination.
  it.each([1, 2, 5, 24, 40])("counts what ml-matrix does, and is binomial (%i)", (size) => {
    const { given, matrices } = drawn(size, size, 20, 100 + size);
    const positive = matrices.filter((m) => determinant(m) > 0).length;
    const { pValue, statistic, observed } = observe("haar_determinants", given);
    expect(statistic).toBe(positive);
    expect(String(observed)).toContain(`${positive} of ${matrices.length}`);
    expect(pValue).toBeCloseTo(twice(positive, matrices.length), 9);
  });

  it("is of permutations their parity", () => {
    const expected = expecting("orthogonal", { shape: [3, 3] });
    const tensors = [
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
      [1, 0, 2],
      [2, 1, 0],
      [0, 2, 1],
    ].map((order) => Float64Array.from({ length: 9 }, (_, k) => (order[Math.floor(k / 3)] === k % 3 ? 1 : 0)));
    expect(observe("haar_determinants", { expected, tensors }).statistic).toBe(3);
    expect(observe("haar_determinants", { expected, tensors: tensors.slice(0, 3) }).statistic).toBe(3);
    expect(observe("haar_determinants", { expected, tensors: tensors.slice(3) }).statistic).toBe(0);
    const [first] = tensors;
    expect(
      observe("haar_determinants", { expected, tensors: [first!, first!.map(() => Number.NaN)] }).pValue,
    ).toBeNaN();
  });
});

describe("what is asked of rotations", () => {
  const asked = (check: string, shape: readonly number[], tensors: number, layout = "io"): boolean =>
    checkNamed(check).applies(prospect(expecting("orthogonal", { shape, layout }), "float32", tensors));

  it("columns, traces and signs of blocks of 2x2 and more, signs of a hundred entries", () => {
    for (const check of ["haar_columns", "haar_trace", "haar_signs"]) {
      expect([asked(check, [2, 50], 2), asked(check, [1, 100], 2), asked(check, [100, 1], 2)]).toEqual([
        true,
        false,
        false,
      ]);
    }
    expect([asked("haar_signs", [2, 2], 25), asked("haar_signs", [2, 2], 24)]).toEqual([true, false]);
  });

  it("determinants of eleven squares, orthogonality of any entry", () => {
    expect([asked("haar_determinants", [4, 4], 11), asked("haar_determinants", [4, 4], 10)]).toEqual([true, false]);
    expect([asked("haar_determinants", [4, 5], 100), asked("haar_determinants", [3, 4, 4], 4, "gio")]).toEqual([
      false,
      true,
    ]);
    expect([asked("orthogonality", [1, 1], 2), asked("orthogonality", [0, 3], 2)]).toEqual([true, false]);
  });
});

describe("what detects states of them", () => {
  const RULES: readonly (readonly Look[])[] = [
    [{ level: 1e-5, growth: 1 }],
    [
      { level: 1e-2, growth: 1 },
      { level: 1e-3, growth: 4 },
    ],
    [
      { level: 1e-4, growth: 1 },
      { level: 1e-2, growth: 16 },
    ],
  ];
  const batch = (rows: number, columns: number, tensors: number) =>
    prospect(expecting("orthogonal", { shape: [3, rows, columns], layout: "gio" }), "float64", tensors);
  const stated = (check: string, given: ReturnType<typeof batch>, looks: readonly Look[]): number =>
    Number(/[\d.]+/.exec(checkNamed(check).detects(given, looks))![0]);

  it("haar_columns: on the circle an angle is an arc, and every look has its number of columns", () => {
    for (const looks of RULES) {
      const given = batch(2, 2, 4);
      const angle = stated("haar_columns", given, looks);
      const rejects = (x: number): boolean =>
        looks.every(({ level, growth }) => 3 * 4 * 2 * growth * ((4 * x) / (2 * Math.PI)) <= level);
      // Printed in thousandths, rounded down.
      expect([rejects(Math.max(0, angle - 1e-9)), rejects(angle + 1e-3)]).toEqual([true, false]);
    }
    // In space the chance of an angle is its cap: 1 - cos.
    const given = batch(3, 2, 4);
    for (const looks of RULES) {
      const angle = stated("haar_columns", given, looks);
      const rejects = (x: number): boolean =>
        looks.every(({ level, growth }) => 3 * 4 * 2 * growth * (1 - Math.cos(x)) <= level);
      expect([rejects(angle - 1e-9), rejects(angle + 1e-3)]).toEqual([true, false]);
    }
    const coarse = { ...batch(2, 2, 4), dtype: "bfloat16" as const };
    expect(checkNamed("haar_columns").detects(coarse, RULES[0]!)).toContain("no column of so few entries");
  });

  it("haar_signs: a share of one sign that is caught nine times in ten", () => {
    for (const looks of RULES) {
      const given = batch(4, 6, 30);
      const n = 3 * 30 * 4;
      const caught = (share: number): number =>
        looks.reduce((all, { level, growth }) => {
          let k = (n * growth) / 2;
          while (binomialSf(k, n * growth, 0.5) > level / 2) k++;
          return all * binomialSf(k, n * growth, share);
        }, 1);
      const x = stated("haar_signs", given, looks) / 100;
      expect([caught(x) >= 0.9 - 1e-6, caught(x - 0.011) < 0.9]).toEqual([true, true]);
    }
  });

  it("haar_trace and haar_determinants: of all blocks of all tensors", () => {
    const [look] = RULES[0]!;
    for (const [check, given, zero] of [
      ["haar_trace", batch(4, 6, 30), 0],
      ["haar_determinants", batch(4, 4, 30), 50],
    ] as const) {
      const one = stated(check, given, [look!]) - zero;
      const four = stated(check, { ...given, tensors: 120 }, [look!]) - zero;
      expect(one / four).toBeGreaterThan(1.75);
      expect(one / four).toBeLessThan(2.25);
    }
  });
});
