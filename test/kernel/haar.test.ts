/** The kernel's Haar matrices have the reference's bits, at sizes around its tiles and strips; both are what reflectors make. */

import { expect, test } from "vitest";
import { GRAM_UNITS } from "../../harness/check/structure/orthogonality.js";
import { sampleInto, standardNormal } from "../../harness/contract/law/index.js";
import { haar, haarByReference, makeReflectors, PRECISE } from "../../harness/contract/rule/haar.js";
import { haarByKernel } from "../../harness/kernel/haar.js";
import { openStream } from "../../harness/random/index.js";

function normals(rows: number, columns: number, seed: number): Float32Array {
  const out = new Float32Array(rows * columns);
  sampleInto(standardNormal, openStream(seed, "haar"), out);
  return out;
}

const SIZES = [
  ...[1, 2, 3, 4, 5, 7, 8, 9, 13, 16, 17].flatMap((columns) =>
    [0, 1, 2, 3, 30].map((more) => [columns + more, columns] as const),
  ),
  ...[63, PRECISE - 1, PRECISE, PRECISE + 1, 149].flatMap((columns) =>
    [0, 33].map((more) => [columns + more, columns] as const),
  ),
  [4000, 3],
  [1, 1],
] as const;

test.each(SIZES)("%i x %i: the same bits in float32 and in float64, for every seed and gain", (rows, columns) => {
  for (const [seed, gain] of [
    [0, 1],
    [1, Math.SQRT2],
    [2 ** 40 + 7, 1e-3],
  ] as const) {
    const reflectors = normals(rows, columns, seed);
    const gains = makeReflectors(reflectors, rows, columns).map((sign) => sign * gain);
    for (const single of [false, true]) {
      const q = haarByKernel(reflectors, rows, gains, single)!;
      const expected = haarByReference(reflectors, rows, gains, single);
      expect(Buffer.from(q.buffer, q.byteOffset, q.byteLength).equals(Buffer.from(expected.buffer))).toBe(true);
    }
  }
});

/** Units of 2^-24: entries rounded from an exact Q; and with products in float32 half of what the gate allows anybody's QR. */
const UNITS = { precise: 2, single: GRAM_UNITS / 2 };

test.each([...SIZES, [300, 257]] as const)("%i x %i: columns are orthonormal", (rows, columns) => {
  const q = haar(normals(rows, columns, 3), rows, columns, 1);
  const most = 2 ** -24 * (columns > PRECISE ? UNITS.single : UNITS.precise);
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let l = 0; l < rows; l++) sum += q[l * columns + i]! * q[l * columns + j]!;
      expect(Math.abs(sum - (i === j ? 1 : 0))).toBeLessThan(most);
    }
  }
});

/** Column k by its definition: x / |x| below k zeros, x the normals drawn for it, through reflectors k - 1, ..., 0. */
function columnOf(z: Float32Array, rows: number, k: number): Float64Array {
  const unit = (x: Float64Array): Float64Array => x.map((value) => value / Math.hypot(...x));
  const drawn = (j: number): Float64Array =>
    Float64Array.from({ length: rows }, (_, l) => (l < j ? 0 : z[j * rows + l]!));
  let column = unit(drawn(k));
  for (let j = k - 1; j >= 0; j--) {
    const v = drawn(j);
    v[j]! += Math.sign(v[j]!) * Math.hypot(...v);
    const axis = unit(v);
    const along = axis.reduce((sum, value, l) => sum + value * column[l]!, 0);
    // A reflector and the sign of R's diagonal: x / |x| becomes the axis, not its opposite.
    column = column.map((value, l) => value - 2 * along * axis[l]!);
  }
  return column;
}

test.each([
  [1, 1],
  [2, 2],
  [6, 4],
  [90, 80],
] as const)("%i x %i: each column is its normals, turned by the reflectors before it", (rows, columns) => {
  const z = normals(rows, columns, 4);
  const q = haar(z.slice(), rows, columns, 2);
  for (let k = 0; k < columns; k++) {
    columnOf(z, rows, k).forEach((value, l) => {
      expect(q[l * columns + k]! / 2).toBeCloseTo(value, 5);
    });
  }
});

test("none of no entries, and none beyond the memory it may keep", () => {
  expect(haarByKernel(new Float32Array(0), 0, new Float64Array(0), false)).toBeUndefined();
  expect(haarByKernel(new Float32Array(0), 2 ** 12, new Float64Array(2 ** 11), true)).toBeUndefined();
});
