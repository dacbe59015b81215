import { describe, expect, test } from "vitest";
import { blocksOf } from "../harness/contract/blocks.js";
import { expectationOf, fill, type Initializer, lawOf, type WeightSpec } from "../harness/contract/initializer.js";
import { truncatedNormal as truncated } from "../harness/contract/law/index.js";
import { varianceScaling as scaled } from "../harness/contract/rule/index.js";
import { check } from "../index.js";
import * as catalogue from "../initializers/index.js";
import { presets } from "../initializers/presets/index.js";
import { initializerSuite } from "./properties/initializer.js";

const { initializers, ...values } = catalogue;

for (const initializer of initializers) describe(initializer.name, () => initializerSuite(initializer));
// The same few rules under many names; what they say is held to golden values in presets.test.ts.
for (const preset of presets) describe(preset.name, () => initializerSuite(preset, 10));

test("the list, the exports and the files are one", () => {
  expect(new Set(Object.values(values))).toEqual(new Set(initializers));
  const names = initializers.flatMap((one: Initializer) => [one.name, ...(one.aliases ?? [])]);
  expect(new Set(names).size).toBe(names.length);
});

/** The documented formulas, typed here once more and independently of the rules. */
describe("documented laws", () => {
  const spec = { shape: [3, 3, 64, 128], layout: "hwio" } as const;
  const fanIn = 3 * 3 * 64;
  const fanOut = 3 * 3 * 128;
  test.each([
    ["glorot_uniform", fanIn, Math.sqrt(6 / (fanIn + fanOut))],
    ["he_uniform", fanIn, Math.sqrt(6 / fanIn)],
    ["lecun_uniform", fanIn, Math.sqrt(3 / fanIn)],
    ["random_uniform", 1, 0.05],
  ])("%s has its limit", (name, _, limit) => {
    const law = lawOf(named(name), spec);
    expect(law.family).toBe("uniform");
    expect(law.support[1] / limit).toBeCloseTo(1, 12);
    expect(law.support[0]).toBe(-law.support[1]);
  });
  test.each([
    ["glorot_normal", Math.sqrt(2 / (fanIn + fanOut))],
    ["he_normal", Math.sqrt(2 / fanIn)],
    ["lecun_normal", Math.sqrt(1 / fanIn)],
    ["random_normal", 0.05],
  ])("%s has its standard deviation", (name, sd) => {
    const law = lawOf(named(name), spec);
    expect(law.family).toBe("normal");
    expect(Math.sqrt(law.variance) / sd).toBeCloseTo(1, 12);
    expect(law.mean).toBe(0);
  });
  test("aliases name the same value", () => {
    expect(named("kaiming_normal")).toBe(catalogue.heNormal);
    expect(named("xavier_uniform")).toBe(catalogue.glorotUniform);
  });
});

function named(name: string): Initializer {
  return initializers.find((one: Initializer) => one.name === name || one.aliases?.includes(name))!;
}

describe("parameters", () => {
  test("move and stretch the law", () => {
    const law = lawOf(catalogue.randomNormal, { shape: [3, 5], params: { mean: 2, stddev: 3 } });
    expect([law.mean, law.variance]).toEqual([2, 9]);
    expect(lawOf(catalogue.randomUniform, { shape: [3], params: { minval: 0, maxval: 1 } }).support).toEqual([0, 1]);
  });
  test("unknown ones and wrong types are refused in one line", () => {
    const spec = { shape: [3, 5] };
    expect(() => lawOf(catalogue.heNormal, { ...spec, params: { gain: 1 } })).toThrow(
      "he_normal: parameters must be of none, got gain",
    );
    expect(() => lawOf(catalogue.randomNormal, { ...spec, params: { mean: "x" } })).toThrow(
      "random_normal: mean must be a number, got x",
    );
    expect(() => lawOf(catalogue.varianceScaling, { ...spec, params: { mode: "fan" } })).toThrow(
      /^variance_scaling: mode must be one of fan_in/,
    );
    expect(() => lawOf(catalogue.randomUniform, { ...spec, params: { minval: 1, maxval: 0 } })).toThrow(
      "uniform: low must be less than high, got 1 and 0",
    );
  });
  test("variance_scaling spells the others", () => {
    const spec: WeightSpec = { shape: [300, 500], layout: "io" };
    const same = fill(catalogue.varianceScaling, {
      ...spec,
      params: { scale: 2, mode: "fan_in", distribution: "normal" },
    });
    expect(same).toEqual(fill(catalogue.heNormal, spec));
  });
});

describe("orthogonal", () => {
  test.each([
    { shape: [7, 4], layout: "io" },
    { shape: [4, 7], layout: "io" },
    { shape: [2, 3, 4, 5], layout: "hwio" },
    { shape: [12, 5], layout: "(go)i", groups: 3 },
    { shape: [3, 6, 4], layout: "gio" },
    { shape: [1, 1], layout: "io" },
  ])("$shape $layout: every block is orthonormal on its short side", (spec) => {
    const weight = fill(catalogue.orthogonal, { ...spec, params: { gain: 2 } });
    for (const { rows, columns, at } of blocksOf(expectationOf(catalogue.orthogonal, spec).shape)) {
      const upright = rows >= columns;
      const [long, short] = upright ? [rows, columns] : [columns, rows];
      const entry = (l: number, s: number): number => weight[upright ? at(l, s) : at(s, l)]!;
      for (let a = 0; a < short; a++) {
        for (let b = 0; b <= a; b++) {
          let dot = 0;
          for (let l = 0; l < long; l++) dot += entry(l, a) * entry(l, b);
          expect(dot).toBeCloseTo(a === b ? 4 : 0, 5);
        }
      }
    }
  });
  test("delta_orthogonal is 0 off the centre", () => {
    const weight = fill(catalogue.deltaOrthogonal, { shape: [3, 3, 2, 4], layout: "hwio" });
    expect([...weight].map((x, index) => (x === 0 ? -1 : index)).filter((index) => index >= 0)).toEqual([
      32, 33, 34, 35, 36, 37, 38, 39,
    ]);
  });
});

test("sparse zeroes its share of every output's incoming weights", () => {
  const weight = fill(catalogue.sparse, { shape: [10, 6], layout: "io", params: { sparsity: 0.25 } });
  for (let o = 0; o < 6; o++)
    expect(Array.from({ length: 10 }, (_, i) => weight[i * 6 + o]).filter((x) => x === 0)).toHaveLength(3);
});

test("identity and dirac pass their inputs through", () => {
  expect([...fill(catalogue.identity, { shape: [2, 3], params: { gain: 2 } })]).toEqual([2, 0, 0, 0, 2, 0]);
  expect([...fill(catalogue.dirac, { shape: [2, 2, 3], layout: "oiw" })]).toEqual([0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
});

test("adding an initializer is one file and one line: a value in a list is drawn, gated and named", async () => {
  const mine = { name: "my_he", source: "here", rule: scaled(truncated(2), 2, "in") } as const satisfies Initializer;
  const law = lawOf(mine, { shape: [50, 20] });
  expect(law.variance).toBeCloseTo(2 / 50, 12);
  expect(law.support[1]).toBeCloseTo((2 * Math.sqrt(2 / 50)) / 0.8796256610342398, 12);
  const record = await check({
    catalogue: [...initializers, mine],
    initializers: ["my_he"],
    shapes: [[50, 20]],
    threads: 1,
  });
  expect(record.results.map(({ key, verdict }) => [key.initializer, verdict])).toEqual([["my_he", "pass"]]);
});
