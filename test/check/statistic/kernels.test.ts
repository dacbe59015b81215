/** Each kernel adds up to the bits of its reference: any length, any float. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { equalPairs, equalPairsByReference } from "../../../harness/check/statistic/equalPairs.js";
import { gramByReference, gramMatrix } from "../../../harness/check/statistic/gramMatrix.js";
import { lineSums, lineSumsByReference } from "../../../harness/check/statistic/lineSums.js";
import { momentsByReference, momentsOf } from "../../../harness/check/statistic/moments.js";
import { orderedSums, orderedSumsByReference, POWERS } from "../../../harness/check/statistic/orderedSums.js";
import { productSum, productSumByReference } from "../../../harness/check/statistic/products.js";
import { sorted } from "../../../harness/check/statistic/sorted.js";
import { statisticsKernel } from "../../../harness/kernel/statistics.js";
import { anyBits, draws, length } from "./data.js";

const seed = fc.nat(1e6);
const mean = fc.constantFrom(0, 0.3, -1e-3);
const floats = fc.oneof(
  fc.tuple(length, seed).map(([n, s]) => draws("normal", n, s)),
  fc.tuple(length, seed).map(([n, s]) => anyBits(n, s)),
);

test("the kernels run here", () => {
  expect(statisticsKernel(64)).toBeDefined();
});

test("moments", () => {
  fc.assert(
    fc.property(floats, mean, (x, mean) => {
      const fast = momentsOf([x], mean);
      const slow = [0, 0, 0, 0];
      let [least, most] = [Infinity, -Infinity];
      for (let from = 0; from < x.length; from += 8192) {
        const one = momentsByReference(x.subarray(from, from + 8192), mean);
        for (let k = 0; k < 4; k++) slow[k]! += one[k]!;
        [least, most] = [Math.min(least, one[4]!), Math.max(most, one[5]!)];
      }
      expect(fast).toEqual({ n: x.length, sums: slow, least, most });
    }),
  );
});

test("moments are those of the sum one by one", () => {
  const x = draws("small normal", 30_001);
  const { sums, least, most } = momentsOf([x.subarray(0, 17), x.subarray(17)], 0.002);
  for (const k of [1, 2, 3, 4] as const) {
    const plain = x.reduce((sum, v) => sum + (v - 0.002) ** k, 0);
    const size = x.reduce((sum, v) => sum + Math.abs(v - 0.002) ** k, 0);
    expect(Math.abs(sums[k - 1]! - plain)).toBeLessThan(1e-12 * size);
  }
  expect([least, most]).toEqual([
    Math.min(...x.subarray(0, 9e3), ...x.subarray(9e3)),
    x.reduce((a, b) => Math.max(a, b)),
  ]);
  for (const odd of [Number.NaN, Infinity, -Infinity]) {
    expect(momentsOf([Float32Array.of(1, 2, odd, 4, 5)], 0).sums[0]).not.toSatisfy(Number.isFinite);
  }
});

test("products", () => {
  fc.assert(
    fc.property(floats, floats, mean, (a, b, mean) => {
      const n = Math.min(a.length, b.length);
      let slow = 0;
      for (let from = 0; from < n; from += 4096) {
        const to = Math.min(n, from + 4096);
        slow += productSumByReference(a.subarray(from, to), b.subarray(from, to), mean);
      }
      expect(productSum(a, b, mean)).toBe(slow);
    }),
  );
});

test("sums over rows and columns", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 70 }),
      fc.integer({ min: 1, max: 300 }),
      seed,
      mean,
      (rows, columns, s, mean) => {
        const x = draws("normal", rows * columns, s);
        expect(lineSums(x, rows, columns, mean)).toEqual(lineSumsByReference(x, rows, columns, mean));
      },
    ),
  );
  const wide = draws("normal", 3 * 9001);
  expect(lineSums(wide, 3, 9001, 0.1)).toEqual(lineSumsByReference(wide, 3, 9001, 0.1));
  const { rows, columns, columnSquares } = lineSums(Float32Array.of(1, 2, 3, 4, 5, 6), 2, 3, 1);
  expect([...rows, ...columns, ...columnSquares]).toEqual([3, 12, 3, 5, 7, 9, 17, 29]);
});

test("ordered power sums", () => {
  fc.assert(
    fc.property(floats, mean, fc.constantFrom(1, 0.25), (x, centre, scale) => {
      const [plain, ranked] = [new Float64Array(POWERS), new Float64Array(POWERS)];
      for (let from = 0; from < x.length; from += 8192) {
        const sums = orderedSumsByReference(x.subarray(from, from + 8192), centre, scale);
        for (let k = 0; k < POWERS; k++) {
          plain[k]! += sums[k]!;
          ranked[k]! += sums[POWERS + k]! + from * sums[k]!;
        }
      }
      expect(orderedSums(x, centre, scale)).toEqual({ plain, ranked });
    }),
  );
});

test("order, of any bits: -0 before 0, NaN last", () => {
  fc.assert(
    fc.property(floats, (x) => {
      const y = x.slice();
      for (let i = 0; i < y.length; i += 7) y[i] = i % 2 === 0 ? 0 : -0;
      const [fast, slow] = [sorted([y.subarray(0, 3), y.subarray(3)]), y.slice().sort()];
      expect(fast.length).toBe(slow.length);
      expect(fast.every((v, i) => Object.is(v, slow[i]!))).toBe(true);
    }),
  );
});

test("pairs of equal entries, and by their definition", () => {
  const steps = fc.constantFrom(1, 3, 100, 1e4, 1e9);
  fc.assert(
    fc.property(floats, steps, (x, steps) => {
      const y = x.map((v) => (steps === 1e9 ? v : Math.round(v * steps) / steps)).sort();
      expect(equalPairs(y)).toBe(equalPairsByReference(y));
    }),
  );
  expect(equalPairs(new Float32Array(20_000).fill(3))).toBe((20_000 * 19_999) / 2);
  expect(equalPairs(new Float32Array(20_000).fill(Number.NaN))).toBe(0);
  const few = Float32Array.of(1, 1, 1, 2, 3, 3, 4);
  const counted = few.reduce((sum, v, i) => sum + few.subarray(0, i).filter((w) => w === v).length, 0);
  expect([equalPairs(few), counted]).toEqual([4, 4]);
});

test.each([
  [1, 5],
  [5, 1],
  [2, 2],
  [7, 13],
  [40, 33],
  [33, 40],
])("inner products of %dx%d", (rows, columns) => {
  const x = draws("normal", rows * columns);
  const { short, long, products } = gramMatrix(x, rows, columns, 0.1);
  const length = 2 * Math.ceil(long / 2);
  const vectors = new Float64Array(short * length);
  for (let s = 0; s < short; s++) {
    for (let l = 0; l < long; l++)
      vectors[s * length + l] = x[rows <= columns ? s * columns + l : l * columns + s]! - 0.1;
  }
  const slow = new Float64Array(short * short);
  gramByReference(vectors, short, length, slow);
  for (let i = 0; i < short; i++) {
    for (let j = 0; j <= i; j++) {
      expect(products[i * short + j]).toBe(slow[i * short + j]);
      expect(products[j * short + i]).toBe(slow[i * short + j]);
    }
  }
});
