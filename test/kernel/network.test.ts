/** The products by kernels have the reference's bits, and both are products. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { backwardByKernel, forwardByKernel } from "../../harness/kernel/network.js";
import { matrixRows } from "../../harness/kernel/rows.js";
import {
  affine,
  type Law,
  sampledRows,
  sampleInto,
  standardNormal,
  truncatedNormal,
  uniform,
} from "../../harness/law/index.js";
import { backwardByReference, forwardByReference } from "../../harness/network/products.js";
import { openStream } from "../../harness/random/index.js";

const draws = (seed: number, name: string, n: number): Float32Array => {
  const out = new Float32Array(n);
  sampleInto(standardNormal, openStream(seed, name), out);
  return out;
};
const sameBits = (actual: readonly Float64Array[], expected: readonly Float64Array[]): void => {
  expect(actual.length).toBe(expected.length);
  for (const [v, one] of expected.entries()) expect(bytes(actual[v]!).equals(bytes(one))).toBe(true);
};
const bytes = (values: Float64Array): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
/** Small, and wider or longer than one part of the kernel's memory. */
const size = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(64, 300, 1024));

const vectors = (seed: number, name: string, count: number, length: number): Float64Array[] =>
  Array.from({ length: count }, (_, v) => Float64Array.from(draws(seed, `${name} ${v}`, length)));
/** Some zeros that all vectors share, as dead units are, and some that they do not. */
function deaden(xs: readonly Float64Array[]): void {
  for (const [v, x] of xs.entries()) {
    for (let i = 0; i < x.length; i++) if (i % 3 === 0 || (i + v) % 5 === 0) x[i] = 0;
  }
}
const all = (count: number): Int32Array => Int32Array.from({ length: count }, (_, i) => i);
/** One, two, a register tile, and what is left beside tiles. */
const together = fc.constantFrom(1, 2, 3, 4, 7, 9);

test("forward and backward products of one vector or many have the reference's bits", () => {
  fc.assert(
    fc.property(size, size, together, fc.nat(100), (rows, eighths, count, seed) => {
      const columns = 8 * eighths;
      const w = draws(seed, "w", rows * columns);
      const [xs, deltas] = [vectors(seed, "x", count, rows), vectors(seed, "d", count, columns)];
      deaden(xs);
      const [z, back] = [
        forwardByKernel(matrixRows(w, columns), xs)!,
        backwardByKernel(matrixRows(w, columns), deltas, all(rows), rows)!,
      ];
      sameBits(
        z,
        xs.map((x) => forwardByReference(w, x, columns)),
      );
      sameBits(
        back,
        deltas.map((delta) => backwardByReference(w, delta, rows)),
      );
    }),
    { numRuns: 40 },
  );
});

test("more vectors than are at hand at once", () => {
  const [rows, columns, count] = [12, 16, 261];
  const [w, xs] = [draws(2, "w", rows * columns), vectors(2, "x", count, rows)];
  const z = forwardByKernel(matrixRows(w, columns), xs)!;
  expect(z.length).toBe(count);
  sameBits(
    z,
    xs.map((x) => forwardByReference(w, x, columns)),
  );
});

const laws = fc.constantFrom<Law>(
  standardNormal,
  affine(standardNormal, 0.1),
  affine(standardNormal, 2, 0.3),
  uniform(-0.5, 0.5),
  affine(truncatedNormal(2), 0.2),
);

test("rows drawn when they are asked for have the bits of the matrix, those of dead units left out", () => {
  fc.assert(
    fc.property(
      laws,
      size,
      fc.constantFrom(32, 64, 96, 1024, 8192),
      together,
      fc.nat(100),
      (law, n, columns, count, seed) => {
        const rows = columns > 1024 ? Math.min(n, 9) : n;
        const stream = openStream(seed, "drawn");
        const w = new Float32Array(rows * columns);
        sampleInto(law, stream, w);
        const drawn = sampledRows(law, stream, columns)!;
        const [xs, deltas] = [vectors(seed, "x", count, rows), vectors(seed, "d", count, columns)];
        deaden(xs);
        const z = forwardByKernel(drawn, xs)!;
        sameBits(
          z,
          xs.map((x) => forwardByReference(w, x, columns)),
        );
        const asked = all(rows).filter((i) => i % 3 > 0);
        const back = backwardByKernel(drawn, deltas, asked, rows)!;
        const left = (whole: Float64Array): Float64Array => whole.map((value, i) => (i % 3 > 0 ? value : 0));
        sameBits(
          back,
          deltas.map((delta) => left(backwardByReference(w, delta, rows))),
        );
      },
    ),
    { numRuns: 40 },
  );
});

test("a matrix at hand may hold what is no number, and says so", () => {
  const w = Float32Array.from({ length: 16 }, (_, k) => (k === 3 ? Number.POSITIVE_INFINITY : 1));
  const z = forwardByKernel(matrixRows(w, 8), [Float64Array.of(0, 1)])!;
  expect(z[0]![3]).toBeNaN();
  expect(z).toEqual([forwardByReference(w, Float64Array.of(0, 1), 8)]);
});

test("laws that may leave float32, and rows that begin within a tile, are not drawn by rows", () => {
  const stream = openStream(0, "drawn");
  expect(sampledRows(affine(standardNormal, 1e38), stream, 64)).toBeUndefined();
  expect(sampledRows(standardNormal, stream, 48)).toBeUndefined();
});

test("x W delta is one number, whichever product comes first", () => {
  const [rows, columns] = [37, 24];
  const w = draws(1, "w", rows * columns);
  const [x, delta] = [Float64Array.from(draws(1, "x", rows)), Float64Array.from(draws(1, "d", columns))];
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  expect(dot(forwardByReference(w, x, columns), delta)).toBeCloseTo(dot(x, backwardByReference(w, delta, rows)), 10);
});

test("widths that no vector divides are left to the reference", () => {
  expect(forwardByKernel(matrixRows(draws(1, "w", 6), 3), [new Float64Array(2)])).toBeUndefined();
  expect(backwardByKernel(matrixRows(draws(1, "w", 8), 4), [new Float64Array(4)], all(2), 2)).toBeUndefined();
});
