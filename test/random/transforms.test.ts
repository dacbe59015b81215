/** White box: the transforms at the ends of their words, and against the quantile function of the statistics. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { normalCdf, normalQuantile, normalSf } from "../../harness/numeric/index.js";
import { cosineNear0, negativeLog, sineNear0 } from "../../harness/random/elementary.js";
import { normal, radius } from "../../harness/random/normal.js";
import { signedUniform } from "../../harness/random/signedUniform.js";
import { type Transform, unitOf } from "../../harness/random/transform.js";
import { probit, truncatedNormal } from "../../harness/random/truncatedNormal.js";

const EXTREMES = [
  0, 1, 2, 0xff, 0x100, 0x3fffffff, 0x40000000, 0x7fffffff, 0x80000000, 0xbfffffff, 0xc0000000, 0xfffffffe, 0xffffffff,
];
const word = fc.oneof(fc.constantFrom(...EXTREMES), fc.nat(0xffffffff));

function draw(transform: Transform, words: readonly number[]): Float32Array {
  const out = new Float32Array(16);
  transform(
    Uint32Array.from({ length: 16 }, (_, j) => words[j % words.length]!),
    out,
  );
  return out;
}

test("every transform is finite at every word", () => {
  const transforms = [signedUniform, normal, truncatedNormal(normalCdf(-2), 1 - 2 * normalCdf(-2), normalSf(2), -2, 2)];
  fc.assert(
    fc.property(fc.array(word, { minLength: 16, maxLength: 16 }), (words) => {
      for (const transform of transforms) expect([...draw(transform, words)].every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 2000 },
  );
});

test("the radius reaches 7.5 standard deviations and never 0", () => {
  expect(radius(0x7fffffff, 0xff)).toBeCloseTo(Math.sqrt(2 * Math.log(2 ** 41)), 5);
  expect(radius(0xffffffff, 0xff)).toBeCloseTo(Math.sqrt(2 ** -40), 12);
});

test("the tail of the radius is exponential: 2^-k of the words lie beyond sqrt(2 k ln 2)", () => {
  for (let k = 2; k <= 32; k++) {
    const exact = Math.sqrt(-2 * Math.log((2 ** (32 - k) - 1 / 512) / 2 ** 32));
    expect(Math.abs(radius(2 ** 31 - 2 ** (32 - k), 0) / exact - 1)).toBeLessThan(3e-7);
  }
});

test("axes and directions of the normal are balanced", () => {
  const radiusWord = 0x12345678;
  const corners = [0, 1, 2, 3].map((quadrant) => {
    const angle = ((quadrant << 30) | 0x12345678) >>> 0;
    const out = draw(normal, [radiusWord, radiusWord, radiusWord, radiusWord, angle, angle, angle, angle]);
    return [out[0]!, out[4]!];
  });
  const [a, b] = corners[0]!;
  expect(corners).toEqual([
    [a, b],
    [b, a],
    [-a!, b],
    [b, -a!],
  ]);
});

test("a pair of normals is a point at the radius", () => {
  fc.assert(
    fc.property(word, word, (first, second) => {
      const out = draw(normal, [first, first, first, first, second, second, second, second]);
      const r = radius(first, (second >>> 22) & 0xff);
      expect(Math.hypot(out[0]!, out[4]!) / r).toBeCloseTo(1, 6);
    }),
  );
});

test("logarithm, sine and cosine agree with the double-precision ones", () => {
  fc.assert(
    fc.property(fc.nat(0xffffffff), fc.double({ min: -Math.PI / 4, max: Math.PI / 4, noNaN: true }), (w, x) => {
      const u = unitOf(w);
      const exact = w < 2 ** 31 ? -Math.log((w + 0.5) / 2 ** 32) : -Math.log1p(-(2 ** 32 - 0.5 - w) / 2 ** 32);
      expect(Math.abs(negativeLog(u, unitOf(~w >>> 0)) / exact - 1)).toBeLessThan(5e-7);
      const y = Math.fround(x);
      expect(Math.abs(sineNear0(y) - Math.sin(y))).toBeLessThan(1.5e-7);
      expect(Math.abs(cosineNear0(y) - Math.cos(y))).toBeLessThan(1.5e-7);
    }),
    { numRuns: 2000 },
  );
});

test("probit agrees with the quantile function in both tails", () => {
  fc.assert(
    fc.property(fc.double({ min: -30, max: -0.7, noNaN: true }), (logarithm) => {
      const p = Math.fround(2 ** logarithm);
      const z = normalQuantile(p);
      expect(Math.abs(probit(p, Math.fround(1 - p)) - z)).toBeLessThan(4e-6);
      expect(Math.abs(probit(Math.fround(1 - p), p) + z)).toBeLessThan(4e-6);
    }),
    { numRuns: 2000 },
  );
});

test("the signed uniform is symmetric and closed", () => {
  expect(draw(signedUniform, [0x7fffffff])[0]).toBe(1);
  expect(draw(signedUniform, [0xffffffff])[0]).toBe(-1);
  fc.assert(
    fc.property(fc.nat(0x7fffffff), (w) => {
      expect(draw(signedUniform, [w])[0]).toBe(-draw(signedUniform, [(w | 0x80000000) >>> 0])[0]!);
    }),
  );
});
