import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { blocksOf, centreRow } from "../../harness/contract/blocks.js";
import { formatShape, parseLayout, parseShape } from "../../harness/contract/layout.js";
import { shapeOf } from "../../harness/contract/shape.js";
import {
  contract,
  dirac,
  expectationOf,
  fill,
  heNormal,
  identity,
  initializers,
  orthogonal,
  presets,
  sparse,
} from "../../index.js";

describe("fans come from the declared layout", () => {
  test.each([
    ["300x500", "io", 1, 300, 500, 1],
    ["300x500", "oi", 1, 500, 300, 1],
    ["3x3x64x128", "hwio", 1, 576, 1152, 1],
    ["128x64x3x3", "oihw", 1, 576, 1152, 1],
    ["3x4x5x6x7", "dhwio", 1, 360, 420, 1],
    ["12x2x3x3", "(go)ihw", 4, 18, 27, 4],
    ["3x3x64x2", "hwgo", 1, 9, 18, 64],
    ["900x300", "(go)i", 3, 300, 300, 3],
    ["8x20x30", "gio", 1, 20, 30, 8],
    ["7", "o", 1, 1, 7, 1],
    ["7", "i", 1, 7, 1, 1],
    ["0x5", "io", 1, 0, 5, 1],
    ["4x8x30", "iio", 1, 32, 30, 1],
    ["30x4x8", "ioo", 1, 30, 32, 1],
    ["4x30x8", "oio", 1, 30, 32, 1],
    ["3x4x8x5", "wiio", 1, 96, 15, 1],
    ["3x5", "hw", 1, Number.NaN, Number.NaN, 1],
  ])("%s %s groups %i", (dims, layout, groups, fanIn, fanOut, blocks) => {
    expect(shapeOf(parseShape(dims), layout, groups)).toMatchObject({ fanIn, fanOut, groups: blocks });
  });
});

test("stated fans go before those of the layout", () => {
  expect(shapeOf([32, 1024], "oi", 1, { fanIn: 4096 })).toMatchObject({ fanIn: 4096, fanOut: 32, inputs: 1024 });
  expect(shapeOf([3, 5], "hw", 1, { fanIn: 2, fanOut: 7 })).toMatchObject({ fanIn: 2, fanOut: 7 });
});

test("a layout without i and o is refused where the contract needs fans, and taken where it does not", () => {
  const spec = { shape: [30, 50], layout: "hw" };
  const needs = /the layout must have an i or an o, or fan_.*got layout hw$/;
  expect(() => expectationOf(heNormal, spec)).toThrow(needs);
  expect(() => expectationOf(contract("random_normal(stddev=1/fan_out)"), spec)).toThrow("needs fan_out");
  for (const one of [orthogonal, identity, dirac, sparse]) expect(() => expectationOf(one, spec)).toThrow();
  for (const one of [...initializers, ...presets].filter((each) => !each.name.startsWith("tinygrad:scaled"))) {
    let law: { readonly variance: number } | undefined;
    try {
      law = expectationOf(one, spec).law;
    } catch {
      continue;
    }
    // Whoever takes the layout looks at no fan: the same law whatever the sizes.
    expect([one.name, expectationOf(one, { ...spec, shape: [3, 5] }).law.variance]).toEqual([one.name, law.variance]);
  }
  expect(expectationOf(heNormal, { ...spec, fanIn: 8 }).law.variance).toBe(1 / 4);
});

test("letters that stand twice are one matrix", () => {
  const { dims } = shapeOf([4, 30, 8], "oio");
  const [block] = blocksOf(shapeOf(dims, "oio"));
  expect([block!.rows, block!.columns]).toEqual([30, 32]);
  const places = Array.from({ length: 30 * 32 }, (_, k) => block!.at(Math.floor(k / 32), k % 32));
  expect(new Set(places).size).toBe(960);
  expect(block!.at(0, 1)).toBe(1);
  expect(block!.at(0, 8)).toBe(240);
  expect(block!.at(1, 0)).toBe(8);
  const w = fill(orthogonal, { shape: dims, layout: "oio", seed: 3 });
  const dot = (a: number, b: number): number =>
    Array.from({ length: 32 }, (_, c) => w[block!.at(a, c)]! * w[block!.at(b, c)]!).reduce((sum, x) => sum + x, 0);
  expect(dot(3, 3)).toBeCloseTo(1, 5);
  expect(dot(3, 17)).toBeCloseTo(0, 5);
});

test("a comma list is matched by the number of axes", () => {
  expect(shapeOf([4, 3, 2, 2], "oi,oihw")).toMatchObject({ layout: "oihw", fanIn: 12, fanOut: 16 });
  expect(shapeOf([3, 5])).toMatchObject({ layout: "io", fanIn: 3, fanOut: 5 });
});

describe("what does not fit is refused in one line", () => {
  test.each([
    [[3, 4], "oihw", 1, /^layout: one of oihw must have 2 axes, got shape 3x4$/],
    [[3, 4], "gg", 1, /^layout: letter g must appear once, got "gg"$/],
    [[3, 4], "i(o", 1, /^layout: must be lower-case letters/],
    [[3, 4], "iO", 1, /^layout: must be lower-case letters/],
    [[10, 4], "(go)i", 3, /^groups: must divide the axis \(go\) of size 10, got 3$/],
    [[12, 4], "(ho)i", 1, /^layout: only g may be packed with one other letter/],
    [[3, 4], "io", 2, /^groups: the layout must have a g for 2 groups/],
    [[5, 3, 4], "gio", 2, /^groups: must be the size of axis g, 5, got 2$/],
  ] as const)("%j %s %i", (dims, layout, groups, message) => {
    expect(() => shapeOf(dims, layout, groups)).toThrow(message);
  });
  test.each(["", "3x", "x3", "3x-1", "3x4.5", "a", "3 x 4", "1e3x2"])("shape %j", (text) => {
    expect(() => parseShape(text)).toThrow(/^shape: must be sizes joined by x/);
  });
});

const layouts = ["io", "oi", "hwio", "oihw", "(go)ihw", "hwgo", "gio", "(gi)o", "dhwio", "o", "wio", "i(go)"] as const;
const shapes = fc.constantFrom(...layouts).chain((layout) =>
  fc.tuple(
    fc.constant(layout),
    fc.array(fc.integer({ min: 1, max: 5 }), {
      minLength: parseLayout(layout).length,
      maxLength: parseLayout(layout).length,
    }),
    fc.integer({ min: 1, max: 4 }),
  ),
);

test("blocks visit every entry exactly once, with the declared fans", () => {
  fc.assert(
    fc.property(shapes, ([layout, sizes, groups]) => {
      const packed = parseLayout(layout).findIndex((axis) => axis.length > 1);
      const dims = sizes.map((size, axis) => (axis === packed ? size * groups : size));
      const shape = shapeOf(dims, layout, packed < 0 ? 1 : groups);
      const visited = blocksOf(shape).flatMap(({ rows, columns, at }) =>
        Array.from({ length: rows * columns }, (_, k) => at(Math.floor(k / columns), k % columns)),
      );
      expect(visited.sort((a, b) => a - b)).toEqual(Array.from({ length: shape.size }, (_, k) => k));
      expect(shape.fanIn * shape.outputs * shape.groups).toBe(shape.size);
    }),
  );
});

test("shapes are written as they are read", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 1, maxLength: 6 }), (dims) => {
      expect(parseShape(formatShape(dims))).toEqual(dims);
    }),
  );
});

test("the centre of a kernel", () => {
  const shape = shapeOf([3, 4, 2, 5], "hwio");
  expect(centreRow(shape, (size) => size >> 1)).toBe((1 * 4 + 2) * 2);
  expect(centreRow(shape, (size) => (size - 1) >> 1)).toBe((1 * 4 + 1) * 2);
});
