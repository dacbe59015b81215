/** A freshly built PyTorch model at rest: every initializer is found, and one layer done wrongly is named. */
import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { initgate } from "../run.js";
import { savedText } from "./saved.js";

const PYTHON = "/usr/bin/python3";
const folder = mkdtempSync(join(tmpdir(), "initgate-torch-"));
const hasTorch = spawnSync(PYTHON, ["-c", "import torch, numpy"]).status === 0;
if (!hasTorch) console.warn(`skipped: ${PYTHON} has no torch, so no PyTorch model is audited`);

interface Row {
  readonly tensor: string;
  readonly bestFit: string;
  readonly alsoFits: readonly string[];
  readonly verdict: string;
  readonly diagnosis: { readonly mistake: string } | null;
}

function audited(file: string, ...more: string[]): { rows: Row[]; code: number | null; notes: string[] } {
  const run = initgate(["audit", join(folder, file), "--json", ...more]);
  expect(run.stderr).toBe("");
  return { ...JSON.parse(run.stdout), code: run.code };
}

/** What torch.nn documents for each. */
const TRUTH: Readonly<Record<string, string>> = {
  "conv1.weight": "torch:conv_default",
  "conv1.bias": "torch:conv_default",
  "bn1.weight": "torch:ones_",
  "bn1.bias": "torch:zeros_",
  "bn1.running_mean": "torch:zeros_",
  "bn1.running_var": "torch:ones_",
  "conv2.weight": "torch:conv_default",
  "conv2.bias": "torch:conv_default",
  "conv3.weight": "torch:conv_default",
  "conv3.bias": "torch:conv_default",
  "embed.weight": "torch:embedding_default",
  "attention.in_proj_weight": "torch:xavier_uniform_",
  "attention.in_proj_bias": "torch:zeros_",
  "attention.out_proj.weight": "torch:linear_default",
  "attention.out_proj.bias": "torch:zeros_",
  "norm.weight": "torch:ones_",
  "norm.bias": "torch:zeros_",
  "fc1.weight": "torch:linear_default",
  "fc1.bias": "torch:linear_default",
  "fc2.weight": "torch:linear_default",
  "fc2.bias": "torch:linear_default",
};
const LAYOUTS = ["--layout", "o,oi,oihw"];

describe.runIf(hasTorch)("a PyTorch model", () => {
  beforeAll(() => {
    const { status, stderr } = spawnSync(PYTHON, [join(import.meta.dirname, "torch_models.py"), folder], {
      encoding: "utf8",
    });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });

  test.each([
    ["right.safetensors", []],
    ["right.npz", LAYOUTS],
    ["half.safetensors", []],
    ["half.npz", LAYOUTS],
  ])("%s: every tensor's initializer is the first answer, or has the law of the first", (file, more) => {
    const { rows, code, notes } = audited(file, ...more);
    expect(rows.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    expect(Object.fromEntries(rows.map((row) => [row.tensor, true]))).toEqual(
      Object.fromEntries(Object.keys(TRUTH).map((tensor) => [tensor, true])),
    );
    for (const { tensor, bestFit, alsoFits } of rows) expect([bestFit, ...alsoFits], tensor).toContain(TRUTH[tensor]);
    // The first answer is the true law itself, under its own name or a plainer one.
    const first = Object.fromEntries(rows.map(({ tensor, bestFit }) => [tensor, bestFit]));
    expect(first).toMatchObject({
      "conv3.weight": "torch:linear_default",
      "fc2.bias": "torch:linear_default",
      "embed.weight": "torch:normal_",
      "attention.in_proj_weight": "glorot_uniform",
      "bn1.bias": "zeros",
      "norm.weight": "ones",
    });
    expect(notes).toEqual(["left out, being integers: bn1.num_batches_tracked"]);
    expect(code).toBe(0);
  });

  // Without a contract nobody has said what the scale should be: it is fitted, and the law passes.
  test.each([
    ["fan-out-for-fan-in", /^random_normal\(stddev=0\.052/],
    ["variance-as-sd", /^random_normal\(stddev=0\.0034/],
    ["half-range", /^random_uniform\(minval=0, maxval=0\.0416/],
    ["receptive-field-ignored", /^random_normal\(stddev=0\.17/],
    ["wrong-scale", /^random_normal\(stddev=0\.0310\)$/],
  ])("%s in one layer is a fit without a contract", (mistake, fit) => {
    const { rows, code } = audited(`${mistake}.safetensors`);
    expect(rows.find(({ tensor }) => tensor === "conv3.weight")!.bestFit).toMatch(fit);
    expect(code).toBe(0);
  });

  const ALONE = ["clipped-not-truncated", "repeated-block", "low-precision", "outliers", "all-zero", "seed-reused"];
  test.each(ALONE)("%s in one layer is named without a contract, and nothing else is", (mistake) => {
    const { rows, code } = audited(`${mistake}.safetensors`);
    expect(rows.filter(({ verdict }) => verdict !== "pass")).toMatchObject([
      { tensor: "conv3.weight", diagnosis: { mistake } },
    ]);
    expect(code).toBe(mistake === "all-zero" ? 2 : 1);
  });

  const CONTRACT = `
[[tensor]]
name = ["conv?.*", "fc?.*"]
as = "torch:linear_default"

[[tensor]]
name = "embed.weight"
as = "torch:embedding_default"
`;
  test.each([
    "half-range",
    "receptive-field-ignored",
    "repeated-block",
    "low-precision",
    "outliers",
    "all-zero",
    "seed-reused",
    "normal-not-uniform",
  ])("%s in one layer is named against a contract, and nothing else is", (mistake) => {
    const { rows, code } = audited(`${mistake}.safetensors`, "--contract", savedText("torch.toml", CONTRACT));
    const bad = rows.filter(({ verdict }) => verdict !== "pass");
    expect(bad.map(({ tensor }) => tensor)).toEqual(["conv3.weight"]);
    if (mistake !== "receptive-field-ignored") expect(bad[0]!.diagnosis?.mistake).toBe(mistake);
    expect(code).toBe(1);
  });
});
