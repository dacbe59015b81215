/** The laws that every Law keeps, as one suite: `describe("uniform", () => lawSuite(uniform(0, 1)))`. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { affine, type Law, sampleInto, standardDeviation, standardize } from "../../harness/contract/law/index.js";
import { gaussLegendre } from "../../harness/numeric/index.js";
import { openStream } from "../../harness/random/index.js";

const probability = fc.double({ min: 1e-12, max: 1 - 1e-12, noNaN: true });

export function lawSuite(law: Law, { drawn = true } = {}): void {
  const sd = standardDeviation(law);

  test("cdf inverts the quantile", () => {
    fc.assert(
      fc.property(probability, (p) => {
        expect(law.cdf(law.quantile(p))).toBeCloseTo(p, 10);
      }),
    );
  });

  test("cdf and survival sum to 1", () => {
    fc.assert(
      fc.property(probability, (p) => {
        expect(law.cdf(law.quantile(p)) + law.sf(law.quantile(p))).toBeCloseTo(1, 12);
      }),
    );
  });

  test("the cdf rises, from 0 below the support to 1 above it", () => {
    fc.assert(
      fc.property(probability, probability, (p, q) => {
        const [low, high] = [Math.min(p, q), Math.max(p, q)].map(law.quantile);
        expect(law.cdf(low!)).toBeLessThanOrEqual(law.cdf(high!));
      }),
    );
    expect(law.cdf(law.support[0] - sd)).toBe(0);
    expect(law.cdf(law.support[1] + sd)).toBe(1);
    expect(law.sf(law.support[1] + sd)).toBe(0);
  });

  test("mean, variance and moments are those of the density, integrated", () => {
    const [low, high] = law.support.map((end, side) =>
      Number.isFinite(end) ? end : law.mean + (side === 0 ? -12 : 12) * sd,
    );
    const integral = (f: (x: number) => number): number => integrate((x) => f(x) * law.density(x), low!, high!);
    expect(integral(() => 1)).toBeCloseTo(1, 8);
    expect((integral((x) => x) - law.mean) / sd).toBeCloseTo(0, 8);
    for (let k = 1; k <= 8; k++) {
      const moment = integral((x) => ((x - law.mean) / sd) ** k);
      expect(Math.abs(moment - law.moment(k))).toBeLessThan(1e-7 * Math.max(1, law.moment(k)));
    }
  });

  test("the density is the slope of the cdf", () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), (p) => {
        const x = law.quantile(p);
        const h = 1e-5 * sd;
        expect(((law.cdf(x + h) - law.cdf(x - h)) / (2 * h)) * sd).toBeCloseTo(law.density(x) * sd, 4);
      }),
    );
  });

  test("affine images are laws again", () => {
    const image = affine(law, 3, -1);
    expect(image.mean).toBeCloseTo(3 * law.mean - 1, 12);
    expect(image.variance).toBeCloseTo(9 * law.variance, 12);
    expect(image.cdf(3 * law.quantile(0.3) - 1)).toBeCloseTo(0.3, 10);
    const unit = standardize(law);
    expect([unit.mean, unit.variance].map((x) => Math.round(x * 1e12) / 1e12 + 0)).toEqual([0, 1]);
    expect(() => affine(law, 0)).toThrow("affine: scale must be positive, got 0");
  });

  test("NaN is never a probability", () => {
    expect(law.cdf(Number.NaN)).toBeNaN();
    expect(law.quantile(Number.NaN)).toBeNaN();
    expect(law.quantile(1.5)).toBeNaN();
  });

  if (!drawn) return;

  test("entry k does not depend on how many are drawn, nor from where", () => {
    const whole = new Float32Array(200);
    sampleInto(law, openStream(5, "law"), whole);
    fc.assert(
      fc.property(fc.nat(150), fc.nat(50), (start, length) => {
        const part = new Float32Array(length);
        sampleInto(law, openStream(5, "law"), part, start);
        expect(part).toEqual(whole.subarray(start, start + length));
      }),
    );
  });

  test("entries lie in the support, at float32 precision", () => {
    const entries = new Float32Array(50_000);
    sampleInto(law, openStream(6, "law"), entries);
    const [low, high] = law.support.map(Math.fround);
    expect(entries.every((x) => x >= low! && x <= high! && !Object.is(x, -0))).toBe(true);
  });
}

/** Composite Gauss-Legendre: an independent route to the moments. */
function integrate(f: (x: number) => number, low: number, high: number): number {
  const { nodes, weights } = gaussLegendre(16);
  const panels = 200;
  const width = (high - low) / panels;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const centre = low + (panel + 0.5) * width;
    for (let i = 0; i < nodes.length; i++) sum += weights[i]! * f(centre + (nodes[i]! * width) / 2);
  }
  return (sum * width) / 2;
}
