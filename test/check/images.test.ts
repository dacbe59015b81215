/** Mirror images, magnitudes of near seeds and runs of zeros: each statistic found another way, and its null. */
import { describe, expect, it } from "vitest";
import { binomialCdf, binomialSf, normalSf } from "../../harness/numeric/index.js";
import { boxMuller, from53Bits, xoshiro128 } from "../right/index.js";
import { checkNamed, expecting, observe, prospect } from "./sample.js";

const normals = (seed: number, count: number): Float64Array =>
  Float64Array.from({ length: count }, boxMuller(from53Bits(xoshiro128(seed))));

describe("reflections", () => {
  const [R, C] = [48, 50];
  const matrix = expecting("random_normal(mean=2, stddev=3)", { shape: [R, C] });
  const square = expecting("random_normal(stddev=1)", { shape: [48, 48] });

  /** The correlations of a matrix with its images, by nested arrays. */
  function looksAt(tensors: readonly Float64Array[], rows: number, columns: number, mean: number): readonly number[] {
    const sums = [0, 0, 0, 0];
    const counts = [0, 0, 0, 0];
    for (const tensor of tensors) {
      const w = Array.from({ length: rows }, (_, r) => [...tensor.subarray(r * columns, (r + 1) * columns)]);
      const images = [w.map((row) => row.toReversed()).toReversed(), w.toReversed(), w.map((row) => row.toReversed())];
      if (rows === columns) images.push(w.map((_, r) => w.map((row) => row[r]!)));
      for (const [k, image] of images.entries()) {
        for (let r = 0; r < rows; r++) {
          for (let c = 0; c < columns; c++) {
            // Every pair is met twice, and what stands in its own place once.
            const isFixed = [false, false, false, r === c][k] || (k === 2 && c === columns - 1 - c);
            if (isFixed || (k === 1 && r === rows - 1 - r)) continue;
            sums[k]! += ((w[r]![c]! - mean) * (image[r]![c]! - mean)) / 2;
            counts[k]! += 1 / 2;
          }
        }
      }
    }
    return sums.map((sum, k) => sum / Math.sqrt(counts[k]!)).slice(0, rows === columns ? 4 : 3);
  }

  it("is the strongest of the whole backwards, rows in reverse and rows backwards, normal under the law", () => {
    const tensors = [normals(1, R * C), normals(2, R * C)].map((w) => w.map((z) => 2 + 3 * z));
    for (const w of tensors) for (let r = 0; r < 8; r++) w.copyWithin((R - 1 - r) * C, r * C, (r + 1) * C);
    const { pValue, statistic, observed } = observe("reflections", { expected: matrix, tensors });
    const looks = looksAt(tensors, R, C, 2).map((sum) => sum / 9);
    const most = Math.max(...looks.map(Math.abs));
    expect(Math.abs(statistic)).toBeCloseTo(most, 9);
    expect(pValue / (6 * normalSf(most))).toBeCloseTo(1, 6);
    expect(observed).toContain(`blocks of ${C} in reverse order`);
  });

  it("and of rows and columns exchanged where there are as many", () => {
    const w = normals(3, 48 * 48);
    for (let r = 0; r < 48; r++) for (let c = 0; c < r; c += 5) w[r * 48 + c] = w[c * 48 + r]!;
    const { pValue, statistic, observed } = observe("reflections", {
      expected: square,
      tensors: [w, normals(4, 2304)],
    });
    const looks = looksAt([w, normals(4, 2304)], 48, 48, 0);
    expect(looks).toHaveLength(4);
    expect(statistic).toBeCloseTo(looks[3]!, 9);
    expect(pValue / (8 * normalSf(looks[3]!))).toBeCloseTo(1, 6);
    expect(observed).toContain("axes 0 and 1 exchanged");
  });

  it.each([
    ["hwio", [3, 3, 16, 32], 512, "blocks of 512 in reverse order"],
    ["oihw", [32, 16, 3, 3], 9, "blocks of 9 backwards"],
  ] as const)("sees kernels of %s that are turned by half a turn", (layout, shape, block, name) => {
    const expected = expecting("random_normal(stddev=1)", { shape, layout });
    const w = normals(5, 4608);
    for (let k = 0; k < w.length; k++) {
      const other = layout === "hwio" ? (8 - Math.floor(k / block)) * block + (k % block) : k - 2 * (k % 9) + 8;
      if (other < k) w[k] = (w[other]! + w[k]!) / Math.SQRT2;
    }
    const { pValue, observed } = observe("reflections", { expected, tensors: [w, normals(6, 4608)] });
    expect(observed).toContain(name);
    expect(pValue).toBeLessThan(1e-50);
  });

  it("sees a kernel that equals its transpose", () => {
    const expected = expecting("random_normal(stddev=1)", { shape: [5, 5, 10, 12], layout: "hwio" });
    const w = normals(7, 3000);
    for (let y = 0; y < 5; y++) {
      for (let x = 0; x < y; x++) w.copyWithin((5 * y + x) * 120, (5 * x + y) * 120, (5 * x + y + 1) * 120);
    }
    const { pValue, observed } = observe("reflections", { expected, tensors: [w, normals(8, 3000)] });
    expect([pValue < 1e-50, observed]).toEqual([true, expect.stringContaining("axes 0 and 1 exchanged")]);
  });

  it("rejects right tensors no more often than its level", () => {
    const ps = Array.from({ length: 400 }, (_, k) =>
      observe("reflections", { expected: square, tensors: [normals(100 + 2 * k, 2304), normals(101 + 2 * k, 2304)] }),
    ).map(({ pValue }) => pValue);
    expect(ps.filter((p) => p <= 0.05).length).toBeLessThan(40);
    expect(ps.filter((p) => p <= 0.05).length).toBeGreaterThan(5);
    expect(Math.min(...ps)).toBeGreaterThan(1e-5);
  });
});

describe("near_seeds_sizes", () => {
  const N = 1200;
  const expected = expecting("random_uniform(minval=-1, maxval=1)", { shape: [N], layout: "o" });
  const uniforms = (seed: number): Float64Array => {
    const next = from53Bits(xoshiro128(seed));
    return Float64Array.from({ length: N }, () => 2 * next() - 1);
  };

  it.each([0, 1])("counts places where both are in the outer half or both in the inner one (neighbour %i)", (which) => {
    const [first, other, still] = [uniforms(1), uniforms(2), uniforms(3)];
    const near = other.map((y, k) => (k % 3 === 0 ? -first[k]! : y));
    const neighbours = which === 0 ? [near, still] : [still, near];
    const agree = near.filter((y, k) => Math.abs(y) > 0.5 === Math.abs(first[k]!) > 0.5).length;
    const { pValue, statistic, observed } = observe("near_seeds_sizes", {
      expected,
      tensors: [first, other],
      neighbours,
    });
    expect(statistic).toBe(agree);
    expect(pValue / (4 * binomialSf(agree, N, 0.5))).toBeCloseTo(1, 9);
    expect(observed).toContain(["lowest", "highest"][which]);
  });

  it("and where they agree too seldom", () => {
    const first = uniforms(4);
    const near = first.map((x) => (Math.abs(x) > 0.5 ? x / 4 : Math.sign(x) * (0.5 + Math.abs(x) / 2)));
    const { pValue } = observe("near_seeds_sizes", {
      expected,
      tensors: [first, uniforms(5)],
      neighbours: [near, uniforms(6)],
    });
    expect(pValue).toBe(4 * binomialCdf(0, N, 0.5));
  });

  it("is no number where an entry is none", () => {
    const near = uniforms(7);
    near[5] = Number.NaN;
    const given = { expected, tensors: [uniforms(8), uniforms(9)], neighbours: [uniforms(10), near] };
    expect(observe("near_seeds_sizes", given).pValue).toBeNaN();
  });
});

describe("sparse_runs", () => {
  const [ROWS, COLUMNS, ZEROS] = [10, 100, 4];
  const expected = expecting("sparse(sparsity=0.4)", { shape: [ROWS, COLUMNS] });
  /** Columns with zeros at these places. */
  const tensorOf = (places: readonly (readonly number[])[]): Float64Array => {
    const w = new Float64Array(ROWS * COLUMNS).fill(0.01);
    places.forEach((rows, c) => {
      for (const r of rows) w[r * COLUMNS + c] = 0;
    });
    return w;
  };
  /** All ways to place the zeros of one column, and their runs. */
  const ways = Array.from({ length: 2 ** ROWS }, (_, bits) => bits)
    .map((bits) => Array.from({ length: ROWS }, (_, r) => r).filter((r) => (bits >> r) & 1))
    .filter(({ length }) => length === ZEROS);
  const runs = ways.map((rows) => rows.filter((r) => !rows.includes(r - 1)).length);

  it("has the law of all ways, column by column, within a tenth down to 1e-4", () => {
    expect(ways).toHaveLength(210);
    // The law of the sum over the columns of two tensors, by convolution.
    let law = [1];
    for (let column = 0; column < 2 * COLUMNS; column++) {
      const next = new Array<number>(law.length + ZEROS).fill(0);
      for (const run of runs) for (const [k, p] of law.entries()) next[k + run]! += p / ways.length;
      law = next;
    }
    const shortest = ways.find((_, k) => runs[k] === 1)!;
    const longest = ways.find((_, k) => runs[k] === 4)!;
    for (const long of [110, 118, 124, 130, 138, 145]) {
      const places = Array.from({ length: 2 * COLUMNS }, (_, c) => (c < long ? longest : shortest));
      const tensors = [tensorOf(places.slice(0, COLUMNS)), tensorOf(places.slice(COLUMNS))];
      const { pValue, observed } = observe("sparse_runs", { expected, tensors });
      const total = 4 * long + (200 - long);
      expect(observed).toBe(total);
      const below = law.slice(0, total + 1).reduce((sum, p) => sum + p, 0);
      const above = law.slice(total).reduce((sum, p) => sum + p, 0);
      const exact = Math.min(1, 2 * Math.min(below, above));
      if (exact > 1e-4) expect(pValue / exact).toBeCloseTo(1, 1);
      else expect(pValue).toBeLessThan(2e-4);
    }
  });

  it("is asked where enough columns have zeros that can stand together", () => {
    const asked = (sparsity: number, columns: number): boolean =>
      checkNamed("sparse_runs").applies(
        prospect(expecting(`sparse(sparsity=${sparsity})`, { shape: [ROWS, columns] }), "float32", 2),
      );
    // The variance of the runs of one column, over all ways: 100 columns and more have at least 100.
    const mean = runs.reduce((sum, run) => sum + run, 0) / ways.length;
    const variance = runs.reduce((sum, run) => sum + (run - mean) ** 2, 0) / ways.length;
    const enough = Math.ceil(100 / variance / 2);
    expect([asked(0.4, enough), asked(0.4, enough - 1), asked(0.1, 1e5), asked(1, 1e5)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});
