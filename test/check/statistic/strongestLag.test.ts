/** The strongest lag is the same, to the last bit, whether a kernel or the plain transform named the lags to look at. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { strongestLag, strongestOf, strongLagsByReference } from "../../../harness/check/statistic/strongestLag.js";
import { strongLagsByKernel } from "../../../harness/kernel/strongLags.js";
import { draws } from "./data.js";

const entries = (n: number, seed: number): Float64Array => Float64Array.from(draws("normal", n, seed));

/** Around the sizes of the transform, 2^k and 3 2^k; all with a kernel, short ones without. */
const length = fc.oneof(
  fc.integer({ min: 4096, max: 9000 }),
  fc.constantFrom(5461, 5462, 8192, 10_922, 10_923, 16_384, 21_845, 43_690, 65_536, 87_381, 131_072),
);

/** What makes one lag stronger, many equal, or all huge. */
const spoil = fc.constantFrom<(x: Float64Array) => Float64Array>(
  (x) => x,
  (x) => x.map((_, i) => x[i % 1500]!),
  (x) => x.map((_, i) => x[i % 2]!),
  (x) => x.map(() => 1),
  (x) => x.map((_, i) => (i % 1000 === 7 ? 1 : 0)),
  (x) => x.map((v, i) => (i === 77 ? 1e3 : v)),
  (x) => x.map((v, i) => (i === 77 ? 1e7 : v)),
  (x) => x.map((v, i) => (i === 77 ? 1e150 : v)),
  (x) => x.map((v) => v * 1e-30),
  (x) => x.map((v) => v + 3),
);

test("by any way the same", () => {
  fc.assert(
    fc.property(length, fc.nat(1e6), spoil, fc.boolean(), (n, seed, spoil, two) => {
      const a = spoil(entries(n, seed));
      const b = two ? spoil(entries(n, seed + 1)) : a;
      expect(strongestLag(a, b)).toEqual(strongestOf(a, b, strongLagsByReference(a, b)!));
    }),
    { numRuns: 60 },
  );
});

test("a kernel leaves few lags of independent entries, and of such as are shifted copies the true shift", () => {
  for (let seed = 0; seed < 20; seed++) {
    const [n, shift] = [20_000 + seed, 700 * (seed - 10)];
    const all = entries(2 * n, seed);
    const [a, b] = [all.slice(n / 2, n / 2 + n), all.slice(n / 2 - shift, n / 2 - shift + n)];
    expect(strongLagsByKernel(a, a, 64)!.length).toBeLessThan(8);
    expect([...strongLagsByKernel(a, b, 64)!]).toEqual([shift]);
    const { lag, z } = strongestLag(a, b);
    expect([lag, z > 0.9 * Math.sqrt(n - Math.abs(shift))]).toEqual([shift, true]);
  }
});

test("two lags that single precision cannot tell apart: the one that double precision finds stronger", () => {
  const [n, near, far] = [9000, 100, 2000];
  for (let seed = 0; seed < 20; seed++) {
    const all = entries(n + far, seed);
    const a = all.slice(far);
    const [u, v] = [all.slice(far - near, far - near + n), all.slice(0, n)];
    const z = (b: Float64Array, lag: number): number => strongestOf(a, b, Int32Array.of(lag)).z;
    const share = (z(v, far) - z(v, near)) / (z(u, near) - z(u, far));
    const b = u.map((x, i) => (1 + (seed - 9.5) * 1e-9) * share * x + v[i]!);
    expect(Math.abs(z(b, near) / z(b, far) - 1)).toBeLessThan(2e-8);
    expect(strongestLag(a, b)).toEqual(strongestOf(a, b, Int32Array.of(near, far)));
  }
});

test("more lags than there is room for are left to the reference, and what is no number too", () => {
  const ones = new Float64Array(5000).fill(1);
  expect(strongLagsByKernel(ones, ones, 4)).toBeUndefined();
  expect(strongestLag(ones, ones)).toEqual({ lag: 1, z: 4999 / Math.sqrt(4999) });
  const zeros = new Float64Array(5000);
  expect(strongLagsByKernel(zeros, ones, 64)).toBeUndefined();
  expect(strongestLag(zeros, ones)).toEqual({ lag: 0, z: 0 });
  for (const odd of [Number.NaN, Infinity]) {
    const x = entries(5000, 1);
    x[9] = odd;
    expect(strongLagsByKernel(x, x, 64)).toBeUndefined();
    expect(strongestLag(x, x).z).toBeNaN();
  }
});

test("few entries: by the definition", () => {
  for (let n = 1; n < 40; n++) {
    const [a, b] = [entries(n, n), entries(n, n + 1)];
    let best = { lag: 0, z: 0 };
    for (let lag = -(n >> 1); lag <= n >> 1; lag++) {
      let sum = 0;
      for (let i = Math.max(0, -lag); i < Math.min(n, n - lag); i++) sum += a[i]! * b[i + lag]!;
      const z = sum / Math.sqrt(n - Math.abs(lag));
      if (Math.abs(z) > Math.abs(best.z)) best = { lag, z };
    }
    const { lag, z } = strongestLag(a, b);
    expect(lag === best.lag).toBe(true);
    expect(z).toBeCloseTo(best.z, 12);
  }
});
