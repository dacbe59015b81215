/** The shipped Python subjects against the real libraries. */
import { describe, expect, test } from "vitest";
import { initgate } from "../run.js";
import { interpreterFor } from "./interpreters.js";

// vitest sets DEV, by which tinygrad names its device.
delete process.env["DEV"];

/** Of each subject, the module that it imports, and how many names it has of those that are gated here. */
const MODULES: readonly { subject: string; module: string; names: number; args?: readonly string[] }[] = [
  { subject: "jax", module: "jax", names: 15 },
  // Its initializers are those of JAX, and compile as slowly: its layers are gated here.
  { subject: "flax", module: "flax", names: 15, args: ["--initializer", "*_default"] },
  { subject: "equinox", module: "equinox", names: 10 },
  { subject: "haiku", module: "haiku", names: 13 },
  { subject: "mlx", module: "mlx.nn", names: 21 },
  { subject: "tinygrad", module: "tinygrad", names: 11 },
  { subject: "keras", module: "keras", names: 28 },
  { subject: "tensorflow", module: "tensorflow", names: 31 },
  { subject: "paddle", module: "paddle", names: 21 },
  { subject: "mindspore", module: "mindspore", names: 17 },
  { subject: "chainer", module: "chainer", names: 9 },
];

/** A name that each can draw in float64. */
const DOUBLES = [
  ["jax", "jax", "he_normal"],
  ["flax", "flax", "dense_default"],
  ["equinox", "equinox", "linear_default"],
  ["haiku", "haiku", "linear_default"],
  ["keras", "keras", "he_normal"],
  ["tensorflow", "tensorflow", "sampler_normal"],
  ["paddle", "paddle", "linear_default"],
] as const;

/** tinygrad compiles what it draws: it needs a compiler beside its module. */
const NEEDS = { tinygrad: "import tinygrad; tinygrad.Tensor.rand(2).numpy()" } as const;

interface Result {
  readonly key: { readonly initializer: string };
  readonly verdict: string;
  readonly diagnosis: { readonly mistake: string } | null;
}

function gate(subject: string, python: string, ...args: string[]) {
  const run = initgate(["check", "--subject", subject, "--python", python, "--json", "--samples", "1000", ...args]);
  return { code: run.code, results: JSON.parse(run.stdout).results as readonly Result[] };
}

function interpreterOf(subject: string, module: string): string | undefined {
  return interpreterFor(subject === "tinygrad" ? NEEDS.tinygrad : `import ${module}`, `the ${subject} subject`);
}

describe.each(MODULES)("$subject", ({ subject, module, names, args = [] }) => {
  const python = interpreterOf(subject, module);

  test.runIf(python !== undefined)(
    "all that it offers passes its own contract",
    () => {
      const { code, results } = gate(subject, python!, ...args);
      expect(results.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
      expect(code).toBe(0);
      expect(new Set(results.map(({ key }) => key.initializer)).size).toBe(names);
    },
    300_000,
  );
});

describe.each(DOUBLES)("%s", (subject, module, name) => {
  const python = interpreterOf(subject, module);
  test.runIf(python !== undefined)("draws float64", () => {
    const asked = ["--dtype", "float64", "--initializer", name, "--shape", "30x50"];
    const { code, results } = gate(subject, python!, ...asked);
    expect([code, results.map(({ verdict }) => verdict)]).toEqual([0, ["pass"]]);
  });
});

describe("torch of today", () => {
  const python = interpreterFor("import torch.distributed.tensor", "the torch subject via generators and DTensors");
  const via = (way: string) =>
    gate("torch", python!, "--initializer", "xavier_uniform_", "--shape", "30x50", "--param", `via=${way}`);

  test.runIf(python !== undefined)("draws from a generator of its own as it should", () =>
    expect(via("generator").code).toBe(0),
  );

  test.runIf(python !== undefined)(
    "halves of a DTensor that two processes of one seed hold are copies",
    () => expect(via("dtensor").results.map(({ diagnosis }) => diagnosis?.mistake)).toEqual(["repeated-block"]),
    120_000,
  );
});

/** What each of them is known to draw otherwise than another contract says: caught, and named. */
const WRONG = [
  ["jax", "jax", ["--initializer", "he_normal", "--as", "he_normal", "--shape", "300x500"], "truncated-not-normal"],
  [
    "haiku",
    "haiku",
    ["--initializer", "linear_default", "--as", "jax:lecun_normal", "--shape", "300x500"],
    "truncated-uncorrected",
  ],
  ["mlx", "mlx.nn", ["--initializer", "he_uniform", "--as", "he_uniform", "--shape", "300x500"], "missing-gain"],
  [
    "tinygrad",
    "tinygrad",
    ["--initializer", "conv_default", "--layout", "(go)ihw", "--groups", "4", "--shape", "28x5x3x2"],
    "groups-ignored",
  ],
  [
    "tinygrad",
    "tinygrad",
    ["--initializer", "glorot_uniform", "--as", "glorot_uniform", "--shape", "50x30x3x3"],
    "receptive-field-ignored",
  ],
  [
    "mindspore",
    "mindspore",
    ["--initializer", "variance_scaling", "--as", "keras:variance_scaling", "--shape", "30x50"],
    "uniform-not-normal",
  ],
  ["mxnet", "mxnet", ["--initializer", "normal", "--shape", "300x500"], "seed-reused"],
  ["keras", "keras", ["--initializer", "depthwise_default", "--shape", "3x3x64x1"], "groups-ignored"],
  [
    "paddle",
    "paddle",
    ["--initializer", "conv_default", "--layout", "(go)ihw", "--groups", "4", "--shape", "28x5x3x2"],
    "groups-ignored",
  ],
] as const;

describe.each(WRONG)("%s", (subject, module, args, mistake) => {
  const python = interpreterOf(subject, module);
  test.runIf(python !== undefined)(
    `${args[1]} is caught: ${mistake}`,
    () => {
      const { code, results } = gate(subject, python!, "--samples", "20000", ...args);
      expect(results.map(({ verdict, diagnosis }) => [verdict, diagnosis?.mistake])).toEqual([["fail", mistake]]);
      expect(code).toBe(1);
    },
    120_000,
  );
});
