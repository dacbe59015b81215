/** The products by kernels have the reference's bits, and both are products. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { backwardByKernel, forwardByKernel } from "../../harness/kernel/network.js";
import { sampleInto, standardNormal } from "../../harness/law/index.js";
import { backwardByReference, forwardByReference } from "../../harness/network/weights.js";
import { openStream } from "../../harness/random/index.js";

const draws = (seed: number, name: string, n: number): Float32Array => {
  const out = new Float32Array(n);
  sampleInto(standardNormal, openStream(seed, name), out);
  return out;
};
const bytes = (values: Float64Array): Buffer => Buffer.from(values.buffer, values.byteOffset, values.byteLength);
/** Small, and wider or longer than one part of the kernel's memory. */
const size = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(64, 300, 1024));

test("forward and backward products have the reference's bits", () => {
  fc.assert(
    fc.property(size, size, fc.nat(100), (rows, eighths, seed) => {
      const columns = 8 * eighths;
      const w = draws(seed, "w", rows * columns);
      const [x, delta] = [Float64Array.from(draws(seed, "x", rows)), Float64Array.from(draws(seed, "d", columns))];
      for (let i = 0; i < rows; i += 3) x[i] = 0;
      expect(bytes(forwardByKernel(w, x, columns)!).equals(bytes(forwardByReference(w, x, columns)))).toBe(true);
      expect(bytes(backwardByKernel(w, delta, rows)!).equals(bytes(backwardByReference(w, delta, rows)))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test("x W delta is one number, whichever product comes first", () => {
  const [rows, columns] = [37, 24];
  const w = draws(1, "w", rows * columns);
  const [x, delta] = [Float64Array.from(draws(1, "x", rows)), Float64Array.from(draws(1, "d", columns))];
  const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  expect(dot(forwardByReference(w, x, columns), delta)).toBeCloseTo(dot(x, backwardByReference(w, delta, rows)), 10);
});

test("widths that no vector divides are left to the reference", () => {
  expect(forwardByKernel(draws(1, "w", 6), new Float64Array(2), 3)).toBeUndefined();
  expect(backwardByKernel(draws(1, "w", 8), new Float64Array(4), 2)).toBeUndefined();
});
