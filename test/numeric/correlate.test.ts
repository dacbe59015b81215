/** Products at every lag, against their sums one by one. */
import { expect, test } from "vitest";
import { correlate } from "../../harness/numeric/correlate.js";
import { backward, forward } from "../../harness/numeric/fft.js";
import { openStream, wordReader } from "../../harness/random/index.js";

function entries(n: number, name: string): Float64Array {
  const read = wordReader(openStream(n, name));
  return new Float64Array(n).map(() => read() / 2 ** 31 - 1);
}

function plain(a: Float64Array, b: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = Math.max(0, -lag); i < Math.min(a.length, a.length - lag); i++) sum += a[i]! * b[i + lag]!;
  return sum;
}

/** Around powers of two and their thirds, where the padding changes. */
const LENGTHS = [1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 16, 21, 43, 64, 85, 86, 100, 171, 341, 342, 500, 683, 1000, 2731];

test.each(LENGTHS)("%d entries: every lag to n/2 of one sequence, and of two", (n) => {
  const [a, b] = [entries(n, "a"), entries(n, "b")];
  for (const other of [a, b]) {
    const products = correlate(a, other);
    const most = n >> 1;
    expect(products.length).toBe(2 * most + 1);
    for (let lag = -most; lag <= most; lag++) {
      expect(Math.abs(products[most + lag]! - plain(a, other, lag))).toBeLessThan(1e-13 * (n + 10));
    }
  }
});

test.each([1, 2, 4, 8, 2048, 4096, 2 ** 15])(
  "%d points: backward undoes forward, and forward is the transform",
  (n) => {
    const [re, im] = [entries(n, "re"), entries(n, "im")];
    const [a, b] = [re.slice(), im.slice()];
    forward(a, b);
    let [sumRe, sumIm] = [0, 0];
    for (let j = 0; j < n; j++) [sumRe, sumIm] = [sumRe + re[j]!, sumIm + im[j]!];
    expect(Math.hypot(a[0]! - sumRe, b[0]! - sumIm)).toBeLessThan(1e-14 * n);
    const energy = (x: Float64Array, y: Float64Array): number => x.reduce((sum, v, k) => sum + v * v + y[k]! ** 2, 0);
    expect(energy(a, b) / energy(re, im) / n).toBeCloseTo(1, 13);
    backward(a, b);
    for (let j = 0; j < n; j++) expect(Math.hypot(a[j]! / n - re[j]!, b[j]! / n - im[j]!)).toBeLessThan(1e-14);
  },
);

test("what is no number stays none", () => {
  const a = entries(100, "a");
  a[7] = Number.NaN;
  expect(correlate(a, a).every(Number.isNaN)).toBe(true);
});

test("a length that is no power of two is refused", () => {
  expect(() => forward(new Float64Array(12), new Float64Array(12))).toThrow(
    "fft: length must be a power of two, got 12",
  );
});
