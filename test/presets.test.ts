/** Presets against another program's arithmetic: fans by each framework's own rule, laws by SciPy (golden/presets.py). */
import { describe, expect, test } from "vitest";
import { judgeAtRest } from "../harness/audit/judgeAtRest.js";
import { checks } from "../harness/check/index.js";
import { initializerNamed } from "../harness/contract/index.js";
import { expectationOf, fill, lawOf, type Parameters } from "../harness/contract/initializer.js";
import { parseShape } from "../harness/contract/layout.js";
import { initializers } from "../initializers/index.js";
import { presets } from "../initializers/presets/index.js";
import { modelSchemes } from "../initializers/presets/schemes.js";
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

/** Each scheme of a training program, and the mistake that people make with it: the audit tells them apart on one matrix. */
const TWINS: Readonly<Record<string, string>> = {
  "transformers:weight": "truncated_normal(stddev=0.02)",
  "gpt2:weight": "keras:truncated_normal(stddev=0.02)",
  "gpt2:c_proj(n_layer=4)": "gpt2:weight",
  "megatron:init_method_normal": "random_normal(stddev=sqrt(0.02))",
  "megatron:scaled_init_method_normal": "megatron:scaled_init_method_normal(multiplier=1)",
  "megatron:mup_init_method_normal(width_mult=4)": "megatron:init_method_normal",
  "megatron:mup_scaled_init_method_normal(width_mult=4)": "megatron:scaled_init_method_normal",
  "neox:small_init": "random_normal(stddev=sqrt(2/768))",
  "neox:wang_init": "random_normal(stddev=2/sqrt(12)/sqrt(768))",
  "litgpt:weight": "neox:small_init",
  "litgpt:proj": "litgpt:weight",
  "torchtitan:linear": "timm:trunc_normal_tf_(std=0.02)",
  "torchtitan:depth_init(layer_id=3)": "torchtitan:depth_init(layer_id=2)",
  "torchtitan:output(dim=256)": "random_normal(stddev=1/16)",
  "olmo:normal": "torchtitan:linear",
  "olmo:normalized": "olmo:normal",
  "olmo:normalized_out": "olmo:normalized",
  "olmo:llama_out": "olmo:normal",
  "olmo:llama_depth_out": "olmo:llama_out",
  "olmo:fan_in": "random_normal(stddev=1/sqrt(fan_in))",
  "lingua:linear": "random_normal(stddev=1/sqrt(fan_in))",
  "lingua:wo(factor=1.2)": "lingua:w2(factor=1.3)",
  "lingua:w2(factor=2)": "lingua:wo(factor=2)",
  "nanochat:linear": "nanochat:c_fc",
  "nanochat:c_fc": "random_normal(stddev=0.4/sqrt(768))",
  "nanochat:wte": "random_normal(stddev=1)",
  "nanochat:lm_head": "zeros",
  "mup:hidden(width_multiplier=4)": "random_normal(stddev=0.02/4)",
  "mup:c_proj(width_multiplier=4)": "gpt2:c_proj",
  "completep:hidden(width_multiplier=4)": "gpt2:weight",
  "ngpt:weight": "gpt2:weight",
  "ngpt:c_proj": "ngpt:weight",
  "ngpt:normalized": "random_normal(stddev=1/sqrt(fan_in))",
  "deepnorm:scaled": "glorot_uniform",
  "fixup:conv": "variance_scaling(scale=2, mode=fan_out, distribution=untruncated_normal)",
  "tfixup:linear": "glorot_uniform",
  "tfixup:value": "tfixup:linear",
  "tfixup:embedding": "random_normal(stddev=1/sqrt(512))",
  "lora:a": "zeros",
  "lora:gaussian_a": "random_normal(stddev=1/sqrt(8))",
  "lora:embedding_b": "zeros",
  "mae:patch_embed": "glorot_uniform",
};

describe("schemes of training programs", () => {
  const all = [...initializers, ...presets];
  const specOf = (claim: string) =>
    claim.startsWith("mae:") ? { shape: [60, 30, 3, 3], layout: "oihw" } : { shape: [150, 100], layout: "oi" };
  /** Whether a weight drawn by one contract is judged wrong as another. */
  const failsAs = (claim: string, drawnBy: string): boolean => {
    const spec = specOf(claim);
    const entries = fill(initializerNamed(all, drawnBy), { ...spec, seed: 1 });
    const expected = expectationOf(initializerNamed(all, claim), spec);
    const findings = judgeAtRest({ expected, dtype: "float32", entries }, checks, 1e-12);
    return findings.some(({ verdict }) => verdict === "fail");
  };

  test("each has its wrong twin here", () => {
    const twins = Object.keys(TWINS).map((text) => text.replace(/\(.*/, ""));
    expect(twins).toEqual(modelSchemes.map(({ name }) => name));
  });

  test.each(Object.entries(TWINS))("%s passes, and %s fails as it", (scheme, twin) => {
    expect([failsAs(scheme, scheme), failsAs(scheme, twin)]).toEqual([false, true]);
  });
});
