/** The kernel's Haar matrices have the reference's bits, at sizes around its groups of four, and are orthogonal. */
import { expect, test } from "vitest";
import { haarByKernel } from "../../harness/kernel/haar.js";
import { sampleInto, standardNormal } from "../../harness/law/index.js";
import { openStream } from "../../harness/random/index.js";
import { haarByReference } from "../../harness/rule/haar.js";

function normals(n: number): Float64Array {
  const out = new Float32Array(n);
  sampleInto(standardNormal, openStream(n, "haar"), out);
  return Float64Array.from(out);
}

const SIZES = [
  ...[1, 2, 3, 4, 5, 7, 8, 9, 13].flatMap((columns) =>
    [0, 1, 2, 3, 30].map((more) => [columns + more, columns] as const),
  ),
  [120, 97],
] as const;

test.each(SIZES)("%i x %i", (rows, columns) => {
  const a = normals(rows * columns);
  const q = haarByKernel(a.slice(), rows, columns)!;
  expect(Buffer.from(q.buffer).equals(Buffer.from(haarByReference(a, rows, columns).buffer))).toBe(true);
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < rows; k++) sum += q[i * rows + k]! * q[j * rows + k]!;
      expect(Math.abs(sum - (i === j ? 1 : 0))).toBeLessThan(1e-13);
    }
  }
});

test("none of no entries, and none beyond the memory it may keep", () => {
  expect(haarByKernel(new Float64Array(0), 0, 0)).toBeUndefined();
  expect(haarByKernel(new Float64Array(0), 2 ** 12, 2 ** 11)).toBeUndefined();
});
