/** The live defects of TensorFlow.js, each found by a gate run and named. */
import { describe, expect, test } from "vitest";
import { standardNormal } from "../../harness/contract/law/index.js";
import { type CaseResult, type CheckOptions, check, rules } from "../../index.js";

async function judged(options: CheckOptions): Promise<CaseResult> {
  const { results } = await check({ subject: "tfjs", threads: 1, ...options });
  expect(results).toHaveLength(1);
  return results[0]!;
}
const one = (initializer: string, shape: readonly number[], more: CheckOptions = {}) =>
  judged({ initializers: [initializer], shapes: [shape], ...more });
const failed = ({ findings }: CaseResult): string[] =>
  findings.filter(({ verdict }) => verdict === "fail").map(({ check: name }) => name);

describe("each defect is found and named", () => {
  test.each(["he_normal", "glorot_normal", "lecun_normal"])("%s is not rescaled: Keras' is", async (name) => {
    const { diagnosis } = await one(name, [300, 500], { as: `keras:${name}` });
    expect(diagnosis).toMatchObject({ mistake: "truncated-uncorrected", alsoFits: [] });
    expect((await one(name, [30, 50], { as: `tfjs:${name}` })).findings.map(({ check: c }) => c)).toContain("variance");
  });

  test("a depthwise kernel's fans are those of all channels together", async () => {
    const { diagnosis } = await one("depthwise_conv2d.he_uniform", [3, 3, 64, 1]);
    expect(diagnosis!.mistake).toBe("groups-ignored");
    expect(diagnosis!.evidence).toContain("variance is 0.0156"); // 1 / 64
  });

  test("a transposed convolution's fans are swapped", async () => {
    const { diagnosis, fanIn } = await one("conv2d_transpose.he_uniform", [3, 3, 64, 8]);
    expect(diagnosis!.mistake).toBe("fan-out-for-fan-in");
    expect(fanIn).toBe(72);
  });

  test("minval: 0 is taken for none", async () => {
    const result = await one("random_uniform", [30, 50], { params: { minval: 0, maxval: 1 } });
    expect(failed(result)).toContain("support");
    expect(["wrong-scale", "shifted-mean"]).toContain(result.diagnosis!.mistake);
    const right = await one("random_uniform", [30, 50], { params: { minval: 0.25, maxval: 1 } });
    expect(right.verdict).toBe("pass");
  });

  test.each(["random_normal", "truncated_normal"])("%s takes seed 0 for none", async (name) => {
    const result = await one(name, [30, 50]);
    expect(failed(result)).toEqual(["seed_zero"]);
    expect(result.diagnosis!.mistake).toBe("seed-ignored");
    expect(result.diagnosis!.evidence).toContain("seed 0");
  });

  test("a weight of one axis has fans of sqrt(n)", async () => {
    const result = await one("he_uniform", [100], { layout: "i" });
    expect(result.verdict).toBe("fail");
    expect(result.diagnosis!.evidence).toMatch(/variance is (9\.9|10\.)/); // 100 / sqrt(100)
  });

  test("a scale of 0, which its message calls refused, gives zeros", async () => {
    const documented = {
      name: "positive_scale",
      source: "scale must be a positive float",
      parameters: { scale: 1 },
      rule: rules.varianceScaling(standardNormal, 1, "in"),
    };
    const catalogue = [documented];
    const ask = { initializers: ["variance_scaling"], as: "positive_scale", catalogue };
    const { diagnosis } = await judged({ ...ask, shapes: [[30, 50]], params: { scale: 0 } });
    expect(diagnosis!.mistake).toBe("all-zero");
  });

  test("layers that share a seeded initializer are identical", async () => {
    const { diagnosis } = await one("dense_stack.he_uniform", [2, 30, 50]);
    expect(diagnosis!.mistake).toBe("repeated-block");
  });

  test('the distribution "truncatedNormal" is a uniform', async () => {
    const params = { distribution: "truncated_normal" };
    const { diagnosis } = await one("variance_scaling", [30, 50], { as: "keras:variance_scaling", params });
    expect(diagnosis!.mistake).toBe("uniform-not-normal");
  });

  test("a packed LSTM kernel has the fan_out of four gates", async () => {
    expect((await one("lstm.glorot_uniform", [30, 200])).diagnosis!.mistake).toBe("groups-ignored");
  });
});

test("a separable convolution does not take the initializer of its pointwise kernel, seed and all", async () => {
  const { diagnosis, verdict } = await one("separable_conv2d_pointwise.he_uniform", [1, 1, 8, 13]);
  expect(verdict).toBe("fail");
  expect(diagnosis!.mistake).toBe("seed-ignored");
});

test("what is right passes through every other layer, in the layer's own layout", async () => {
  for (const layer of ["dense", "conv1d", "conv2d", "conv3d", "embedding", "simple_rnn"]) {
    const { results } = await check({
      subject: "tfjs",
      threads: 1,
      initializers: [`${layer}.he_uniform`],
      samples: 4000,
    });
    expect(results.length).toBeGreaterThan(0);
    expect(results.map(({ verdict, key }) => [layer, key.shape, verdict]).filter(([, , v]) => v !== "pass")).toEqual(
      [],
    );
  }
});

test("a layer's kernel is asked for in its own layout only", async () => {
  const result = await one("conv2d_transpose.he_uniform", [3, 3, 8, 5], { layout: "hwio" });
  expect(result.verdict).toBe("undetermined");
  expect(result.notes[0]).toMatch(/conv2d_transpose kernels in layout hwoi only/);
});
