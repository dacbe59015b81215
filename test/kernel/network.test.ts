/** The products by kernels have the reference's bits, and both are products. */
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  affine,
  type Law,
  sampledRows,
  sampleInto,
  standardNormal,
  truncatedNormal,
  uniform,
} from "../../harness/contract/law/index.js";
import { backwardByKernel, forwardByKernel } from "../../harness/kernel/network.js";
import { matrixRows, type Rows } from "../../harness/kernel/rows.js";
import { backwardByReference, forwardByReference } from "../../harness/propagation/network/products.js";
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
type Vectors = readonly Float64Array[];
/** Places that hold what was there before. */
const places = (count: number, length: number): Float64Array[] =>
  Array.from({ length: count }, () => new Float64Array(length).fill(7));

const forward = {
  byKernel(rows: Rows, xs: Vectors): Vectors {
    const z = places(xs.length, rows.columns);
    expect(forwardByKernel(rows, xs, z)).toBe(true);
    return z;
  },
  byReference(w: Float32Array, xs: Vectors, outputs: number): Vectors {
    const z = places(xs.length, outputs);
    for (const [v, x] of xs.entries()) forwardByReference(w, x, z[v]!);
    return z;
  },
};
const backward = {
  byKernel(rows: Rows, deltas: Vectors, inputs: number, isAsked = (_: number): boolean => true): Vectors {
    const back = places(deltas.length, inputs);
    expect(backwardByKernel(rows, deltas, back, isAsked)).toBe(true);
    return back;
  },
  byReference(w: Float32Array, deltas: Vectors, inputs: number): Vectors {
    const back = places(deltas.length, inputs);
    for (const [v, delta] of deltas.entries()) backwardByReference(w, delta, back[v]!);
    return back;
  },
};
/** One, two, a register tile, and what is left beside tiles. */
const together = fc.constantFrom(1, 2, 3, 4, 7, 9);

test("forward and backward products of one vector or many have the reference's bits", () => {
  fc.assert(
    fc.property(size, size, together, fc.nat(100), (rows, eighths, count, seed) => {
      const columns = 8 * eighths;
      const w = draws(seed, "w", rows * columns);
      const [xs, deltas] = [vectors(seed, "x", count, rows), vectors(seed, "d", count, columns)];
      deaden(xs);
      sameBits(forward.byKernel(matrixRows(w, columns), xs), forward.byReference(w, xs, columns));
      sameBits(backward.byKernel(matrixRows(w, columns), deltas, rows), backward.byReference(w, deltas, rows));
    }),
    { numRuns: 25 },
  );
});

test("more vectors than are at hand at once", () => {
  const [rows, columns, count] = [12, 16, 261];
  const [w, xs] = [draws(2, "w", rows * columns), vectors(2, "x", count, rows)];
  sameBits(forward.byKernel(matrixRows(w, columns), xs), forward.byReference(w, xs, columns));
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
        sameBits(forward.byKernel(drawn, xs), forward.byReference(w, xs, columns));
        const isAsked = (i: number): boolean => i % 3 > 0;
        const left = (whole: Float64Array): Float64Array => whole.map((value, i) => (isAsked(i) ? value : 0));
        sameBits(backward.byKernel(drawn, deltas, rows, isAsked), backward.byReference(w, deltas, rows).map(left));
      },
    ),
    { numRuns: 25 },
  );
});

test("a matrix at hand may hold what is no number, and says so", () => {
  const w = Float32Array.from({ length: 16 }, (_, k) => (k === 3 ? Number.POSITIVE_INFINITY : 1));
  const z = forward.byKernel(matrixRows(w, 8), [Float64Array.of(0, 1)]);
  expect(z[0]![3]).toBeNaN();
  expect(z).toEqual(forward.byReference(w, [Float64Array.of(0, 1)], 8));
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
  const [[z], [back]] = [forward.byReference(w, [x], columns), backward.byReference(w, [delta], rows)];
  expect(dot(z!, delta)).toBeCloseTo(dot(x, back!), 10);
});

test("widths that no vector divides are left to the reference", () => {
  expect(forwardByKernel(matrixRows(draws(1, "w", 6), 3), places(1, 2), places(1, 3))).toBe(false);
  expect(backwardByKernel(matrixRows(draws(1, "w", 8), 4), places(1, 4), places(1, 2), () => true)).toBe(false);
});
