/** The laws that every initializer keeps, as one suite: one line a member in test/initializers.test.ts. */
import fc from "fast-check";
import { mean as sampleMean, sampleVariance } from "simple-statistics";
import { expect, test } from "vitest";
import { randomEntries } from "../../harness/check/sample.js";
import { expectationOf, fill, type Initializer, lawOf, type WeightSpec } from "../../harness/contract/initializer.js";
import { standardDeviation } from "../../harness/contract/law/index.js";

/** Shapes of every kind of layout, degenerate ones included; those that the initializer refuses are left out. */
export const anySpec: fc.Arbitrary<WeightSpec> = fc
  .constantFrom("io", "oi", "hwio", "oihw", "wio", "(go)ihw", "gio", "hwgo", "o")
  .chain((layout) => {
    const axes = layout.replace(/\(\w+\)/, "p").length;
    const sizes = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: axes, maxLength: axes });
    return fc.record({ shape: sizes, layout: fc.constant(layout), groups: fc.constant(1) });
  });

/** `runs` is the number of examples of each law. */
export function initializerSuite(initializer: Initializer, runs = 100): void {
  const accepted = anySpec.filter((spec) => accepts(initializer, spec));
  const seeds = fc.nat(2 ** 31);

  test("fills every accepted shape with finite float32 entries, -0 never among them", () => {
    fc.assert(
      fc.property(accepted, seeds, (spec, seed) => {
        const weight = fill(initializer, { ...spec, seed });
        expect(weight).toBeInstanceOf(Float32Array);
        expect(weight.length).toBe(spec.shape.reduce((product, d) => product * d, 1));
        expect(weight.every((x) => Number.isFinite(x) && !Object.is(x, -0))).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  test("the same seed gives the same bytes; another seed others, where anything is drawn", () => {
    fc.assert(
      fc.property(accepted, seeds, (spec, seed) => {
        const weight = fill(initializer, { ...spec, seed });
        expect(fill(initializer, { ...spec, seed })).toEqual(weight);
        const { joint } = expectationOf(initializer, spec);
        const drawn = randomEntries(expectationOf(initializer, spec), [weight]).length;
        if (joint === "independent" && drawn > 8)
          expect(fill(initializer, { ...spec, seed: seed + 1 })).not.toEqual(weight);
      }),
      { numRuns: runs },
    );
  });

  test("entries lie in the support of their law", () => {
    fc.assert(
      fc.property(accepted, seeds, (spec, seed) => {
        const expected = expectationOf(initializer, spec);
        const [low, high] = expected.law.support.map(Math.fround) as [number, number];
        const entries = randomEntries(expected, [fill(initializer, { ...spec, seed })]);
        if (expected.joint !== "exact") expect(entries.every((x) => x >= low && x <= high)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  test("sample mean and variance are those of the law, by simple-statistics", () => {
    fc.assert(
      fc.property(accepted, seeds, (spec, seed) => {
        const expected = expectationOf(initializer, spec);
        if (expected.joint !== "independent" || spec.shape.includes(0)) return;
        const weights = Array.from({ length: Math.ceil(4000 / expected.shape.size) }, (_, k) =>
          fill(initializer, { ...spec, seed: seed + k }),
        );
        const entries = Array.from(randomEntries(expected, weights));
        const { mean, variance } = lawOf(initializer, spec);
        // 6 standard errors: over all runs of this suite a chance failure is rarer than 1e-5.
        const error = 6 / Math.sqrt(entries.length);
        expect(Math.abs(sampleMean(entries) - mean)).toBeLessThan(error * standardDeviation(expected.law));
        const spread = Math.sqrt(expected.law.moment(4) - 1);
        expect(Math.abs(sampleVariance(entries) / variance - 1)).toBeLessThan(error * spread * 1.2);
      }),
      { numRuns: Math.ceil(0.3 * runs) },
    );
  });
}

function accepts(initializer: Initializer, spec: WeightSpec): boolean {
  try {
    expectationOf(initializer, spec);
    return true;
  } catch (error) {
    // A refusal is one clear line.
    expect((error as Error).message).toMatch(/^[\w ]+: .*must .*, got [^\n]*$/);
    return false;
  }
}
