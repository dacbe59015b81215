/** `initgate propagate --architecture` end to end: the built program, a plan, the library. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { fill } from "../../../harness/contract/initializer.js";
import { blocks } from "../../../harness/propagation/block/index.js";
import { encodeNpy } from "../../../harness/weights/npy.js";
import { propagate, recommend } from "../../../index.js";
import { heNormal } from "../../../initializers/index.js";
import { parseCsv } from "../../reports/parseCsv.js";
import { initgate, type Ran } from "../../run.js";
import { zipOf } from "../../weights/zipOf.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-architecture-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const small = ["--depth", "10", "--width", "24", "--nets", "4"];
const residual = ["propagate", "--architecture", "residual", ...small];

const verdicts = (run: Ran): Record<string, string>[] => {
  const [header, ...lines] = parseCsv(run.file("propagation-verdicts.csv"));
  return lines.map((cells) => Object.fromEntries(header!.map((name, at) => [name, cells[at]!])));
};

test.each(["pre_layer_norm", "post_layer_norm"])(
  "%s of one unit leaves nothing to the weights, and no verdict",
  (name) => {
    const run = initgate(["propagate", "--architecture", name, "--width", "1", "--depth", "3", "--nets", "2"]);
    expect(run.code).toBe(2);
    expect(verdicts(run)[0]!["reason"]).toContain("cannot be judged: the input of the weights is 0 at every layer");
  },
);

describe("the files", () => {
  const all = "he_normal,he_uniform,orthogonal,zeros,ones,sparse";
  const run = initgate([
    ...residual,
    "--initializer",
    all,
    "--activation",
    "relu,tanh",
    "--reporter",
    "csv,html,junit",
  ]);
  test("every law is inside its band", () => {
    expect([run.stderr, run.code]).toEqual(["", 0]);
    expect(run.stdout).toContain("residual, width 24, depth 10, 4 networks");
    expect(run.stdout).toContain("12 inside their bands, 0 outside, 0 undetermined");
  });
  test("name the architecture in the last column, in the record and in every report", () => {
    for (const file of ["propagation.csv", "propagation-verdicts.csv"]) {
      const [header, ...rows] = parseCsv(run.file(file));
      expect(header!.at(-1)).toBe("architecture");
      expect(new Set(rows.map((cells) => cells.at(-1)))).toEqual(new Set(["residual"]));
    }
    const { curves } = JSON.parse(run.file("results.json"));
    expect(curves[0].key.architecture).toBe("residual");
    expect(run.file("report.html")).toContain("residual, width 24, depth 10");
    expect(run.file("junit.xml")).toContain("he_normal relu residual width 24 depth 10");
  });
  test("zeros leave the stream as it is, which is not dead", () => {
    const zeros = verdicts(run).filter(({ initializer }) => initializer === "zeros");
    expect(zeros.map(({ verdict, change_forward: forward }) => [verdict, forward])).toEqual([
      ["stable", "0"],
      ["stable", "0"],
    ]);
  });
  test("say where the prediction is from", () => {
    const basis = Object.fromEntries(verdicts(run).map((row) => [row["initializer"], row["basis"]]));
    expect(basis).toMatchObject({
      he_normal: "400 reference networks",
      zeros: "the same networks with the contract's weights",
    });
  });
});

test("mlp is what stands without the option", () => {
  const [plain, named] = [[], ["--architecture", "mlp"]].map((more) => initgate(["propagate", ...small, ...more]));
  for (const file of ["propagation.csv", "propagation-verdicts.csv"]) expect(named!.file(file)).toBe(plain!.file(file));
  expect(named!.stdout).toBe(plain!.stdout);
});

test("the same bytes on any number of threads", () => {
  const [one, two] = ["1", "2"].map((threads) =>
    initgate([
      ...residual,
      "--initializer",
      "he_uniform,orthogonal",
      "--activation",
      "gelu,relu",
      "--threads",
      threads,
    ]),
  );
  for (const file of ["propagation.csv", "propagation-verdicts.csv"]) expect(two!.file(file)).toBe(one!.file(file));
});

test.each([
  [
    "--architecture residul",
    /^initgate: .*--architecture.*must be one of mlp, .*got "residul" \(did you mean residual\?\)\n$/,
  ],
  [
    "--architecture residual --width 8-16-8",
    /^initgate: width: must be the same in all layers of residual, got 8-16-8\n$/,
  ],
  [
    "--architecture residual --depth 2 --activation relu-tanh",
    /^initgate: activation: must name one function for residual, got relu-tanh\n$/,
  ],
])("%s is refused in one line", (words, message) => {
  const { code, stderr } = initgate(["propagate", ...words.split(" ")]);
  expect(code).toBe(2);
  expect(stderr).toMatch(message);
});

test("a variance 10% too large is outside", () => {
  const drawn = ["--initializer", "variance_scaling(scale=2.2)", "--as", "variance_scaling(scale=2)"];
  const run = initgate(["propagate", "--architecture", "residual_scaled", ...drawn, "--width", "64", "--depth", "30"]);
  expect(run.code).toBe(1);
  expect(Number(verdicts(run)[0]!["scale_error"])).toBeCloseTo(0.1, 1);
});

test("a plan names it like any option", () => {
  const plan = join(folder, "initgate.toml");
  writeFileSync(plan, '[[propagate]]\narchitecture = "residual"\ndepth = 6\nwidth = 16\nnets = 3\n');
  const run = initgate(["run", plan]);
  expect([run.stderr, run.code]).toEqual(["", 0]);
  expect(JSON.parse(run.file("results.json")).parts[0].outcome.record.curves[0].key.architecture).toBe("residual");
});

test("weights at rest are wired as it says", () => {
  const files = [0, 1, 2].map((net) => {
    const path = join(folder, `net_${net}.npz`);
    const layers = [0, 1, 2, 3].map((l) => {
      const data = fill(heNormal, { shape: [32, 32], seed: 10 * net + l });
      return { name: `l${l}.npy`, content: encodeNpy({ shape: [32, 32], dtype: "float32", data }) };
    });
    writeFileSync(path, zipOf(layers));
    return path;
  });
  const run = initgate(["propagate", "--weights", files.join(), "--as", "he_normal", "--architecture", "residual"]);
  expect([run.stderr, run.code]).toEqual(["", 0]);
  // Three doublings from the first layer to the last.
  expect(Number(verdicts(run)[0]!["change_forward"])).toBeCloseTo(3 * Math.LN2, 0);
});

test("several matrices a layer: kernels, subjects, constants, one curve a law", () => {
  const files = ["--depth", "3", "--width", "8", "--nets", "3"];
  const kernels = initgate(["propagate", "--architecture", "conv", "--initializer", "delta_orthogonal", ...files]);
  expect([kernels.stderr, kernels.code]).toEqual(["", 0]);
  const laws = initgate([
    ...["propagate", "--architecture", "gated", "--initializer", "he_normal,lecun_normal,zeros,ones", ...files],
  ]);
  expect([laws.stderr, laws.code]).toEqual(["", 0]);
  // Other variances are other laws, whatever the first matrix is.
  const predicted = verdicts(laws).map(({ change_forward: change }) => change);
  expect(predicted[0]).not.toBe(predicted[1]);
  const weights = initgate(["propagate", "--architecture", "gru", "--weights", "a.npz"]);
  expect(weights.stderr).toMatch(/^initgate: architecture: must be one of layers for networks of files, got gru\n$/);
});

test("the library takes every architecture, and refuses others", async () => {
  for (const { name } of blocks) {
    const options = { architecture: name, depths: [5], widths: [12], nets: 3, threads: 1 };
    const { curves } = await propagate(options);
    expect(curves.map(({ key, inside }) => [key.architecture, inside])).toEqual([[name, "pass"]]);
  }
  await expect(propagate({ architecture: "perceptron" })).rejects.toThrow(/^architecture: must be one of mlp, /);
  await expect(propagate({ architecture: "post_layernorm" })).rejects.toThrow(/did you mean post_layer_norm\?\)$/);
});

test("recommend speaks of the same residual networks", async () => {
  const [depth, width] = [12, 64];
  const { candidates } = recommend({ activation: "tanh", depth, width, architecture: "residual" });
  const recommended = candidates.find(({ initializer, settings }) => initializer === "he_normal" && settings === "")!;
  const options = { architecture: "residual", activations: ["tanh"], depths: [depth], widths: [width], nets: 40 };
  const { curves } = await propagate({ ...options, initializers: ["he_normal"], threads: 1 });
  const row = (direction: string, layer: number) =>
    curves[0]!.rows.find((one) => one.direction === direction && one.layer === layer)!;
  expect(row("forward", depth).meanFieldLogQ).toBe(recommended.changeForward);
  // Of the gradient, what the first block adds is not seen behind it.
  expect(row("backward", 1).meanFieldLogQ!).toBeLessThan(recommended.changeBackward!);
  // Standard deviations of 32 and of 40 networks.
  expect(Math.abs(Math.log(row("forward", depth).logQSd! / recommended.sdForward!))).toBeLessThan(4 * 0.17);
  expect(Math.abs(Math.log(row("backward", 1).logQSd! / recommended.sdBackward!))).toBeLessThan(4 * 0.17);
});
