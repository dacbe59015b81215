/** The two-sample tests: their null, by simulation, whatever ties the entries together; and what they see. */
import { describe, expect, test } from "vitest";
import { edgesOf, GROUPS, groupSketchOf, type Sketch, sketchOf } from "../../harness/baseline/sketch.js";
import { twoSampleTests } from "../../harness/baseline/twoSample.js";
import { fill, type Initializer } from "../../harness/contract/initializer.js";
import { binomialSf } from "../../harness/numeric/index.js";
import { glorotUniform, heNormal, orthogonal, truncatedNormal } from "../../initializers/index.js";

const SPEC = { shape: [8, 10], layout: "io" };
const PAIRS = 150;
/** A right test rejects more often than this with probability 1e-6. */
const NO_CHANCE = 1e-6;

type Draw = (seed: number) => Float32Array;

const of =
  (law: Initializer): Draw =>
  (seed) =>
    fill(law, { ...SPEC, seed });

/** Every row is the row before, moved on by a place. */
const circulant: Draw = (seed) => {
  const first = fill(heNormal, { shape: [1, 10], layout: "io", seed });
  return Float32Array.from({ length: 80 }, (_, k) => first[((k % 10) + Math.floor(k / 10)) % 10]!);
};
/** A scale for every tensor. */
const scaled: Draw = (seed) => fill(heNormal, { ...SPEC, seed }).map((x) => x * (1 + (seed % 7)));
/** One number, everywhere. */
const constant: Draw = (seed) => new Float32Array(80).fill(fill(heNormal, { shape: [1, 1], layout: "io", seed })[0]!);

const sketchFrom = (draw: Draw, first: number, edges: readonly number[], each = 1): Sketch =>
  sketchOf(
    Array.from({ length: GROUPS }, (_, group) => {
      const tensors = Array.from({ length: each }, (_, k) => draw(first + group * each + k));
      return groupSketchOf(tensors, SPEC.shape, edges);
    }),
  );

describe.each<readonly [string, Draw]>([
  ["he_normal", of(heNormal)],
  ["glorot_uniform", of(glorotUniform)],
  ["truncated_normal", of(truncatedNormal)],
  ["orthogonal", of(orthogonal)],
  ["a circulant matrix", circulant],
  ["a scale for every tensor", scaled],
  ["one number for every tensor", constant],
])("two samples of %s", (_, draw) => {
  test("are told apart no more often than the level allows", () => {
    const edges = edgesOf(Array.from({ length: 20 }, (_, seed) => draw(1e8 + seed)));
    const pValues = twoSampleTests.map((): number[] => []);
    for (let pair = 0; pair < PAIRS; pair++) {
      const [one, other] = [2 * pair, 2 * pair + 1].map((k) => sketchFrom(draw, k * GROUPS, edges));
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
});

describe("another law is told by the test of what changed", () => {
  const right = of(heNormal);
  const changes: readonly (readonly [string, (w: Float32Array) => Float32Array])[] = [
    ["mean", (w) => w.map((x) => x + 0.3)],
    ["variance", (w) => w.map((x) => x * 1.3)],
    ["lag_rows", (w) => w.map((x, k) => (k === 0 ? x : 0.9 * x + 0.4 * w[k - 1]!))],
    ["lag_columns", (w) => w.map((x, k) => (k < 10 ? x : 0.9 * x + 0.4 * w[k - 10]!))],
    ["lowest", (w) => w.map((x) => Math.max(x, -0.8))],
    ["highest", (w) => w.map((x) => Math.min(x, 0.8))],
    ["cells", (w) => w.map((x) => (Math.abs(x) < 0.2 ? 3 * x : x))],
  ];
  const edges = edgesOf(Array.from({ length: 100 }, (_, seed) => right(1e8 + seed)));
  const before = sketchFrom(right, 0, edges, 20);
  test.each(changes)("%s", (name, change) => {
    const after = sketchFrom((seed) => change(right(seed)), 1e6, edges, 20);
    expect(twoSampleTests.find((one) => one.name === name)!.pValue(before, after)).toBeLessThan(1e-7);
  });
  test("and every test has its change", () => {
    expect(changes.map(([name]) => name)).toEqual(twoSampleTests.map(({ name }) => name));
  });
});

test("another rounding is no other law: an orthogonal matrix's mean square is one number, but for its last bits", () => {
  const edges = edgesOf([of(orthogonal)(1)]);
  const one = sketchFrom(of(orthogonal), 0, edges);
  const other = sketchFrom((seed) => of(orthogonal)(seed).map((x) => Math.fround(x * (1 + 1e-7))), 100, edges);
  expect(twoSampleTests.find(({ name }) => name === "variance")!.pValue(one, other)).toBe(1);
});

describe("edges", () => {
  test("share a pilot out evenly, between its values", () => {
    const edges = edgesOf([Float64Array.from({ length: 160 }, (_, k) => k)]);
    expect(edges).toHaveLength(15);
    expect(edges[0]).toBe(10.5);
  });
  test("are fewer where values are equal, and none where all are", () => {
    expect(edgesOf([new Float64Array(100)])).toEqual([0]);
    expect(edgesOf([Float64Array.from({ length: 100 }, (_, k) => k % 2)])).toEqual([0.5, 1]);
  });
});
