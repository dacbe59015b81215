/** Against matrices whose eigenvalues are known. */
import { expect, test } from "vitest";
import { largestEigenvalue } from "../../harness/numeric/largestEigenvalue.js";
import { openStream, wordReader } from "../../harness/random/index.js";

/** H D H for the reflection H across a random direction: the eigenvalues are D's. */
function withEigenvalues(values: readonly number[]): Float64Array {
  const n = values.length;
  const read = wordReader(openStream(n, "reflection"));
  const v = Array.from({ length: n }, () => read() / 2 ** 31 - 1);
  const square = v.reduce((sum, x) => sum + x * x, 0);
  const h = (i: number, j: number): number => (i === j ? 1 : 0) - (2 * v[i]! * v[j]!) / square;
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) out[i * n + j] = values.reduce((sum, d, k) => sum + h(i, k) * d * h(k, j), 0);
  }
  return out;
}

test.each([
  ["spread", Array.from({ length: 60 }, (_, k) => 1 + k / 7)],
  ["close at the top", [...Array.from({ length: 60 }, (_, k) => 5 - 1 / (k + 1)), 5.0001]],
  ["negative", [-3, -2, -1]],
  ["one far above", [...new Array<number>(40).fill(1), 1e6]],
  ["one alone", [4]],
  ["double", [2, 7, 7, 1]],
  ["zero", [0, 0, 0]],
])("%s", (_, values) => {
  const most = Math.max(...values);
  const size = Math.max(...values.map(Math.abs));
  expect(Math.abs(largestEigenvalue(withEigenvalues(values), values.length) - most)).toBeLessThanOrEqual(1e-11 * size);
});

test("what is not finite has none", () => {
  for (const odd of [Number.NaN, Infinity]) {
    expect(largestEigenvalue(Float64Array.of(1, odd, odd, 1), 2)).toBeNaN();
  }
});
