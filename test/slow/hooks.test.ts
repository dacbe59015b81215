/** The hooks of docs/propagation.md, run as they stand there: right networks follow their contract, twice the variance does not. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { initgate, ROOT } from "../run.js";
import { interpreterFor } from "./interpreters.js";

/** The program after a sentence of the page. */
function hookAfter(sentence: string): string {
  const page = readFileSync(join(ROOT, "docs", "propagation.md"), "utf8");
  return /```python\n([\s\S]*?)```/.exec(page.slice(page.indexOf(sentence)))![1]!;
}

/** Eight networks of He's variance times a factor, dumped to net0.npz ... of the working folder. */
const TORCH = `
import sys
import numpy, torch
${hookAfter("In PyTorch:")}
for seed in range(8):
    torch.manual_seed(seed)
    layers = []
    for k in range(12):
        matrix = torch.nn.Linear(128, 128, bias=False)
        torch.nn.init.normal_(matrix.weight, std=(float(sys.argv[1]) * 2 / 128) ** 0.5)
        layers += [matrix, torch.nn.ReLU()]
    dump(torch.nn.Sequential(*layers[:-1]), torch.randn(2, 128), f"net{seed}.npz")
`;
const KERAS = `
import os, sys
os.environ["KERAS_BACKEND"] = "tensorflow"
import keras, numpy, tensorflow
${hookAfter("In Keras, on TensorFlow")}
for seed in range(8):
    keras.utils.set_random_seed(seed)
    x = top = keras.Input((128,))
    for k in range(12):
        law = keras.initializers.VarianceScaling(2 * float(sys.argv[1]), "fan_in", "untruncated_normal", seed=100 * seed + k)
        top = keras.layers.Dense(128, kernel_initializer=law, use_bias=False)(top)
        top = keras.layers.Activation("relu")(top) if k < 11 else top
    inputs = numpy.random.default_rng(seed).standard_normal((2, 128)).astype("float32")
    dump(keras.Model(x, top), inputs, f"net{seed}.npz")
`;

describe.each([
  ["PyTorch", "torch", TORCH],
  ["Keras on TensorFlow", "tensorflow, keras", KERAS],
])("%s", (name, modules, program) => {
  const python = interpreterFor(`import ${modules}, numpy`, `the hook of ${name}`);

  test.runIf(python !== undefined).each([
    ["right networks pass", "1", 0],
    ["twice the variance fails", "2", 1],
  ])(
    "%s",
    (_, factor, code) => {
      const folder = mkdtempSync(join(tmpdir(), "initgate-hooks-"));
      const file = join(folder, "networks.py");
      writeFileSync(file, program);
      const { status, stderr } = spawnSync(python!, [file, factor], { cwd: folder, encoding: "utf8" });
      expect(status, stderr).toBe(0);
      const dumps = ["--activations", join(folder, "*.npz"), "--activation", "relu", "--as", "he_normal"];
      const run = initgate(["propagate", ...dumps, "--json"]);
      const [curve] = JSON.parse(run.stdout).curves;
      expect([run.code, curve.inside]).toEqual([code, code === 0 ? "pass" : "fail"]);
      expect(curve.key.nets).toBe(8);
    },
    300_000,
  );
});
