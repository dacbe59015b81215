/** Presets against another program's arithmetic: fans by each framework's own rule, laws by SciPy (golden/presets.py). */
import { describe, expect, test } from "vitest";
import { expectationOf, lawOf, type Parameters } from "../harness/contract/initializer.js";
import { parseShape } from "../harness/contract/layout.js";
import { initializers } from "../initializers/index.js";
import { presets } from "../initializers/presets/index.js";
import { readGolden } from "./golden/read.js";

const named = (name: string) => presets.find((one) => one.name === name || one.aliases?.includes(name))!;
const golden = readGolden("presets.csv");

/** `k=v;k=v`, a number where v reads as one. */
const paramsOf = (text: string): Parameters =>
  Object.fromEntries(
    text
      .split(";")
      .filter(Boolean)
      .map((word) => word.split("="))
      .map(([key, value]) => [key!, Number.isNaN(Number(value)) ? value! : Number(value)]),
  );

/** Relative to the larger, or to 1 where the true value is 0. */
const off = (x: number, truth: number): number => Math.abs(x - truth) / (Math.abs(truth) || 1);

describe("every row of the golden table", () => {
  test.each(golden)("$preset $params $shape $layout", (row) => {
    const spec = {
      shape: parseShape(row["shape"]!),
      layout: row["layout"]!,
      groups: Number(row["groups"]),
      params: paramsOf(row["params"]!),
    };
    const { law, zerosPerColumn } = expectationOf(named(row["preset"]!), spec);
    expect(off(law.mean, Number(row["mean"]))).toBeLessThan(1e-10);
    expect(off(law.variance, Number(row["variance"]))).toBeLessThan(1e-10);
    expect(off(law.moment(4), Number(row["kurtosis"]))).toBeLessThan(1e-8);
    const infinite = (cell: string | undefined, end: number): number => (cell === "" ? end : Number(cell));
    const [low, high] = [infinite(row["low"], Number.NEGATIVE_INFINITY), infinite(row["high"], Infinity)];
    if (Number.isFinite(low)) expect(off(law.support[0], low)).toBeLessThan(1e-12);
    else expect(law.support[0]).toBe(low);
    if (Number.isFinite(high)) expect(off(law.support[1], high)).toBeLessThan(1e-12);
    else expect(law.support[1]).toBe(high);
    expect(zerosPerColumn ?? "").toEqual(row["zeros"] === "" ? "" : Number(row["zeros"]));
  });
});

test("every preset that draws anything is in the golden table; the others are exact", () => {
  const held = new Set(golden.map((row) => named(row["preset"]!).name));
  const exact =
    /:(zeros?|ones?|zeros_|ones_|zeros32|ones32|const\w*|identity\w*|eye_|dirac_?|\w*bias_default|norm_\w+)$|^mamba:a_log$/;
  const missing = presets.map(({ name }) => name).filter((name) => !held.has(name) && !exact.test(name));
  // Its law is orthogonal's, at the centre only: test/initializers.test.ts.
  expect(missing).toEqual(["jax:delta_orthogonal", "flax:delta_orthogonal"]);
});

test("names carry their framework, and no name or alias means two things", () => {
  const names = [...initializers, ...presets].flatMap((one) => [one.name, ...("aliases" in one ? one.aliases! : [])]);
  expect(new Set(names).size).toBe(names.length);
  for (const { name } of presets) expect(name).toMatch(/^[a-z0-9]+:[a-z0-9_]+$/);
});

test("torch's truncation bounds are values, not deviations", () => {
  const law = lawOf(named("torch:trunc_normal_"), { shape: [9], params: { std: 0.02 } });
  expect([law.variance, law.support[1]]).toEqual([expect.closeTo(0.0004, 12), 2]);
});

test("words that a framework does not have are refused in one line", () => {
  const spec = { shape: [7, 5], layout: "oi" };
  expect(() => lawOf(named("torch:kaiming_normal_"), { ...spec, params: { mode: "fan_avg" } })).toThrow(
    "mode: must be one of fan_in, fan_out, got fan_avg",
  );
  expect(() => lawOf(named("torch:kaiming_normal_"), { ...spec, params: { nonlinearity: "gelu" } })).toThrow(
    /^nonlinearity: must be one of leaky_relu, relu, .*, got gelu$/,
  );
  expect(() => lawOf(named("keras:variance_scaling"), { ...spec, params: { mode: "fan_geo_avg" } })).toThrow(
    "mode: must be one of fan_in, fan_out, fan_avg, got fan_geo_avg",
  );
});
