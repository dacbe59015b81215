/** The shipped Python subjects, against the real packages. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { initgate, ROOT } from "../run.js";

const PYTHON = "/usr/bin/python3";
const has = (module: string): boolean => spawnSync(PYTHON, ["-c", `import ${module}`]).status === 0;

interface Result {
  readonly key: { readonly initializer: string; readonly contract: string; readonly shape: string };
  readonly verdict: string;
  readonly diagnosis: { readonly mistake: string; readonly alsoFits: readonly string[] } | null;
  readonly fanIn: number;
  readonly fanOut: number;
}

function gate(subject: string, ...args: string[]): { code: number | null; results: readonly Result[] } {
  const run = initgate(["check", "--subject", subject, "--python", PYTHON, "--json", ...args]);
  expect(run.stderr).toBe("");
  return { code: run.code, results: JSON.parse(run.stdout).results };
}

/** What a gate run says is wrong: nothing, or the mistake. */
const mistakeOf = (...args: string[]): string | undefined => {
  const { code, results } = gate("torch", ...args);
  expect(code).toBe(results.some(({ verdict }) => verdict === "fail") ? 1 : 0);
  expect(results).toHaveLength(1);
  return results[0]!.diagnosis?.mistake;
};

describe.runIf(announced("numpy"))("numpy", () => {
  test("passes every contract it knows, on every default shape", () => {
    const { code, results } = gate("numpy");
    expect(code).toBe(0);
    expect(results.length).toBeGreaterThan(50);
  });
});

describe.runIf(announced("torch"))("torch", () => {
  // OpenBLAS, which does the QR decomposition, has a thread for every core.
  test.skipIf(availableParallelism() < 2)("draws the same bits on one core and on all", () => {
    const args = [
      "check",
      "--subject",
      "torch",
      "--python",
      PYTHON,
      "--initializer",
      "orthogonal_",
      "--shape",
      "130x78",
    ];
    const [all, one] = [initgate(args), mkdtempSync(join(tmpdir(), "initgate-"))];
    const words = ["-c", "0", process.execPath, join(ROOT, "dist", "cli.js"), ...args, "--out", one];
    expect(spawnSync("taskset", words).status).toBe(0);
    expect(all.file("statistics.csv")).toBe(readFileSync(join(one, "statistics.csv"), "utf8"));
  });

  test("everything it offers passes its own contract: torch.nn.init and the layers' defaults", () => {
    const { code, results } = gate("torch", "--samples", "4000");
    expect(results.filter(({ verdict }) => verdict !== "pass")).toEqual([]);
    expect(code).toBe(0);
    expect(results.every(({ key }) => key.contract === `torch:${key.initializer}`)).toBe(true);
    const names = new Set(results.map(({ key }) => key.initializer));
    for (const name of ["kaiming_uniform_", "sparse_", "dirac_", "bilinear_default", "lstm_recurrent_default"])
      expect(names).toContain(name);
    expect(names.size).toBe(36);
  }, 300_000);

  test.each([
    ["xavier_uniform_", "30x50", ["gain=1.7"]],
    ["kaiming_uniform_", "30x50", ["a=0.3", "mode=fan_out"]],
    ["kaiming_normal_", "7x5x3x2", ["mode=fan_out", "nonlinearity=tanh"]],
    ["kaiming_normal_", "30x50", ["nonlinearity=selu"]],
    ["uniform_", "30x50", ["a=-2", "b=0.5"]],
    ["normal_", "30x50", ["mean=1", "std=0.2"]],
    ["trunc_normal_", "30x50", ["mean=0.1", "std=0.5", "a=-0.4", "b=1"]],
    ["trunc_normal_", "30x50", ["std=0.02"]],
    ["orthogonal_", "30x50", ["gain=1.4"]],
    ["sparse_", "50x30", ["sparsity=0.31", "std=0.5"]],
    ["constant_", "30x50", ["val=0.1"]],
    ["linear_bias_default", "500", ["fan_in=300"]],
    ["conv_bias_default", "500", ["fan_in=75"]],
  ])("%s %s %j passes", (name, shape, params) => {
    expect(
      mistakeOf("--initializer", name, "--shape", shape, ...params.flatMap((word) => ["--param", word])),
    ).toBeUndefined();
  });

  test("says in one line that there is no GPU, and no DTensor in an old PyTorch", () => {
    const asked = ["check", "--subject", "torch", "--python", PYTHON, "--initializer", "ones_", "--shape", "30x50"];
    const isOld = spawnSync(PYTHON, ["-c", "import torch.distributed.tensor"]).status !== 0;
    const hasGpu = spawnSync(PYTHON, ["-c", "import torch; assert torch.cuda.is_available()"]).status === 0;
    const cuda = initgate([...asked, "--param", "device=cuda"]);
    if (hasGpu) expect(cuda.code).toBe(0);
    else {
      expect(cuda.stderr).toMatch(/^initgate: torch: device=cuda must be .*: torch \S+ finds no CUDA device .*\n$/);
      expect(cuda.code).toBe(2);
    }
    if (isOld) {
      const dtensor = initgate([...asked, "--param", "via=dtensor"]);
      expect(dtensor.stderr).toMatch(
        /^initgate: torch: via=dtensor must be .*: torch \S+ has no torch\.distributed.*\n$/,
      );
      expect(dtensor.code).toBe(2);
    }
  });

  test("plain contracts are asked of the functions that claim them", () => {
    expect(
      gate(
        "torch",
        ...["--initializer", "he_normal,glorot_uniform,random_normal,truncated_normal,constant,orthogonal"],
        ...["--shape", "30x50"],
      ).code,
    ).toBe(0);
  });

  describe("grouped and transposed convolutions", () => {
    const grouped = ["--layout", "(go)ihw", "--groups", "4", "--shape", "28x5x3x2"];
    test("keep the fans of one group where the fan is of inputs; dirac_ counts groups", () => {
      const names = "conv_default,kaiming_normal_,kaiming_uniform_,dirac_";
      expect(gate("torch", "--initializer", names, ...grouped).code).toBe(0);
      const transposed = ["--layout", "(gi)ohw", "--groups", "4", "--shape", "8x5x3x2"];
      expect(mistakeOf("--initializer", "conv_transpose_default", ...transposed)).toBeUndefined();
    });
    test("xavier does not know of groups, nor kaiming of outputs in groups", () => {
      expect(mistakeOf("--initializer", "xavier_uniform_", ...grouped)).toBe("groups-ignored");
      expect(mistakeOf("--initializer", "kaiming_normal_", "--param", "mode=fan_out", ...grouped)).toBe(
        "groups-ignored",
      );
    });
    test("orthogonal_ on groups keeps no group orthogonal where it has more inputs than outputs", () => {
      const packed = ["--layout", "(go)i", "--groups", "4", "--shape", "80x30"];
      expect(mistakeOf("--initializer", "orthogonal_", ...packed)).toBe("not-orthogonal");
    });
    test("a transposed convolution's weight has its fans swapped", () => {
      const args = ["--initializer", "kaiming_normal_", "--layout", "iohw", "--shape", "40x5x3x2"];
      expect(mistakeOf(...args)).toBe("fan-out-for-fan-in");
    });
  });

  test("packed q/k/v have half the variance of three projections; apart they are right", () => {
    const { results } = gate("torch", "--initializer", "mha_in_proj,mha_separate_proj");
    expect(results.map(({ key, diagnosis }) => [key.initializer, key.shape, diagnosis?.mistake])).toEqual([
      ["mha_in_proj", "21x7", "groups-ignored"],
      ["mha_in_proj", "900x300", "groups-ignored"],
      ["mha_separate_proj", "5x3", undefined],
      ["mha_separate_proj", "300x500", undefined],
    ]);
  });

  test("trunc_normal_ cuts at values: held to bounds in deviations it is not truncated", () => {
    const args = ["--initializer", "trunc_normal_", "--param", "std=0.02", "--shape", "300x500"];
    expect(mistakeOf(...args, "--as", "timm:trunc_normal_tf_")).toBe("normal-not-truncated");
  });

  test("Keras' he_normal is truncated, PyTorch's is not", () => {
    const args = ["--initializer", "kaiming_normal_", "--shape", "300x500", "--layout", "oi"];
    const { code, results } = gate("torch", ...args, "--as", "keras:he_normal");
    expect(code).toBe(1);
    expect(results[0]!.diagnosis!.mistake).toBe("normal-not-truncated");
    expect(results[0]).toMatchObject({ fanIn: 500, fanOut: 300 });
  });

  test("16-bit uniforms are made of the bits of their own mantissa: 2048 and 256 values; float64 of 53", () => {
    const of = (dtype: string) =>
      mistakeOf("--initializer", "xavier_uniform_", "--shape", "30x50", "--dtype", dtype, "--samples", "100000");
    expect(of("float64")).toBeUndefined();
    expect(of("float16")).toBe("few-states");
    expect(of("bfloat16")).toBe("few-states");
  });
});

test("an interpreter without the package is said to be one, with its own last words", () => {
  const run = initgate(["check", "--subject", "torch", "--python", "/no/such/python"]);
  expect(run.stderr).toMatch(/^initgate: .*\/no\/such\/python.*\n$/);
  expect(run.code).toBe(2);
});

/** Absent peers are skipped, loudly. */
function announced(module: string): boolean {
  const found = has(module);
  if (!found) console.warn(`SKIPPED: ${PYTHON} has no ${module}, so the ${module} subject is not tested`);
  return found;
}
