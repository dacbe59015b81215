/** The two-sample tests: their null, by simulation, and what they see. */
import { describe, expect, test } from "vitest";
import { edgesOf, sketchOf } from "../../harness/baseline/sketch.js";
import { twoSampleTests } from "../../harness/baseline/twoSample.js";
import { fill, type Initializer } from "../../harness/initializer.js";
import { binomialSf } from "../../harness/numeric/index.js";
import { glorotUniform, heNormal, orthogonal, truncatedNormal } from "../../initializers/index.js";

const SPEC = { shape: [40, 50], layout: "io" };
const PAIRS = 1000;
/** A right test rejects more often than this with probability 1e-6. */
const NO_CHANCE = 1e-6;

const draw = (law: Initializer, seed: number): readonly Float32Array[] => [fill(law, { ...SPEC, seed })];

describe.each([heNormal, glorotUniform, truncatedNormal, orthogonal])("two samples of $name", (law) => {
  test("are told apart no more often than the level allows", () => {
    const edges = edgesOf(draw(law, 0));
    const pValues = twoSampleTests.map((): number[] => []);
    for (let pair = 0; pair < PAIRS; pair++) {
      const [one, other] = [2 * pair + 1, 2 * pair + 2].map((seed) => sketchOf(draw(law, seed), SPEC.shape, edges));
      for (const [k, each] of twoSampleTests.entries()) pValues[k]!.push(each.pValue(one!, other!));
    }
    for (const [k, { name }] of twoSampleTests.entries()) {
      for (const level of [0.05, 0.01, 0.001]) {
        const rejected = pValues[k]!.filter((p) => !(p > level)).length;
        expect(binomialSf(rejected, PAIRS, level), `${name} at ${level}: ${rejected} of ${PAIRS}`).toBeGreaterThan(
          NO_CHANCE,
        );
      }
    }
  });

  test("are of different sizes, and are told apart no more often", () => {
    const edges = edgesOf(draw(law, 0));
    const rejected = twoSampleTests.map(() => 0);
    for (let pair = 0; pair < PAIRS / 4; pair++) {
      const seeds = [5, 1].map((count, k) => Array.from({ length: count }, (_, i) => 10_000 + pair * 8 + k * 5 + i));
      const [one, other] = seeds.map((list) =>
        sketchOf(
          list.flatMap((seed) => draw(law, seed)),
          SPEC.shape,
          edges,
        ),
      );
      for (const [k, each] of twoSampleTests.entries()) if (!(each.pValue(one!, other!) > 0.01)) rejected[k]!++;
    }
    for (const [k, { name }] of twoSampleTests.entries()) {
      expect(binomialSf(rejected[k]!, PAIRS / 4, 0.01), `${name}: ${rejected[k]}`).toBeGreaterThan(NO_CHANCE);
    }
  });
});

test("what is the same in every cell and mean is told by its extremes", () => {
  const one = draw(glorotUniform, 1)[0]!;
  const other = draw(glorotUniform, 2)[0]!.map((x) => x * 1.05);
  const edges = edgesOf(draw(glorotUniform, 0));
  const [a, b] = [one, other].map((each) => sketchOf([each], SPEC.shape, edges));
  expect(twoSampleTests.find(({ name }) => name === "extremes")!.pValue(a!, b!)).toBeLessThan(1e-6);
});
