/** `initgate propagate` end to end: the built program, spawned. */
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fill } from "../../../harness/contract/initializer.js";
import { standardNormal } from "../../../harness/contract/law/index.js";
import { varianceScaling } from "../../../harness/contract/rule/index.js";
import { encodeNpy } from "../../../harness/weights/npy.js";
import { propagate } from "../../../index.js";
import { heNormal, lecunNormal, randomNormal } from "../../../initializers/index.js";
import { parseCsv } from "../../reports/parseCsv.js";
import { initgate, type Ran } from "../../run.js";
import { zipOf } from "../../weights/zipOf.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-propagate-"));
const small = ["--depth", "12", "--width", "32", "--nets", "4"];
const FILES = ["propagation.csv", "propagation-verdicts.csv"];

/** The rows of a file as records. */
function rows(run: Ran, file = "propagation-verdicts.csv"): Record<string, string>[] {
  const [header, ...lines] = parseCsv(run.file(file));
  return lines.map((cells) => Object.fromEntries(header!.map((name, at) => [name, cells[at]!])));
}

describe("the files", () => {
  const run = initgate([
    "propagate",
    "--initializer",
    "he_normal,zeros,ones,orthogonal",
    "--activation",
    "relu,tanh",
    ...small,
  ]);
  test("have the contract's columns first, and pass", () => {
    expect([run.stderr, run.code]).toEqual(["", 0]);
    expect(run.file("propagation.csv").split("\n")[0]).toMatch(
      /^initializer,activation,width,depth,nets,seed,layer,direction,log_q,log_q_sd,predicted_log_q,band_low,band_high,z,inside,mean,variance,dead_fraction,/,
    );
    expect(run.file("propagation-verdicts.csv").split("\n")[0]).toMatch(
      /^initializer,activation,width,depth,nets,verdict,slope_forward,slope_backward,efold_layers,float32_lost_at_layer,reason,/,
    );
  });
  test("hold a row a layer and direction, a row a curve, and no NaN", () => {
    expect(rows(run)).toHaveLength(8);
    expect(rows(run, "propagation.csv")).toHaveLength(8 * 2 * 12);
    for (const file of FILES) expect(run.file(file)).not.toMatch(/(^|,)(NaN|-?Infinity|undefined)(,|$)|\r/m);
  });
  test("z is what the band says, and inside what both say", () => {
    for (const row of rows(run, "propagation.csv")) {
      expect(row["inside"]).toBe("true");
      if (row["band_low"] === "") continue;
      const [low, high, log] = [Number(row["band_low"]), Number(row["band_high"]), Number(row["log_q"])];
      expect(log >= low && log <= high).toBe(true);
      expect(Math.abs(Number(row["z"]))).toBeLessThan(8);
    }
  });
  test("zeros are dead, ones of rank one with a variance of exactly zero", () => {
    const verdicts = Object.fromEntries(
      rows(run).map((row) => [`${row["initializer"]} ${row["activation"]}`, row["verdict"]]),
    );
    expect(verdicts).toMatchObject({
      "zeros relu": "dead",
      "ones relu": "rank one",
      "he_normal relu": "stable",
      "orthogonal relu": "vanishing",
    });
    const ones = rows(run, "propagation.csv").filter(
      (row) => row["initializer"] === "ones" && row["direction"] === "forward",
    );
    expect(new Set(ones.map((row) => row["variance"]))).toEqual(new Set(["0"]));
  });
  test("the terminal says the same", () => {
    expect(run.stdout).toContain("8 inside their bands, 0 outside, 0 undetermined");
  });
});

test("the same seed gives the same bytes on any number of threads; another seed others", () => {
  const args = [
    "propagate",
    "--initializer",
    "he_normal,random_uniform",
    "--activation",
    "relu,gelu",
    ...small,
    "--quiet",
  ];
  const [one, two, other] = [
    ["--threads", "1"],
    ["--threads", "2"],
    ["--threads", "2", "--seed", "1"],
  ].map((more) => initgate([...args, ...more]));
  expect([one!.code, two!.code, other!.code]).toEqual([0, 0, 0]);
  for (const file of FILES) expect(two!.file(file)).toBe(one!.file(file));
  expect(other!.file("propagation.csv")).not.toBe(one!.file("propagation.csv"));
  expect(one!.stdout).toBe("");
});

test("grids of widths and depths, and all widths of one network", () => {
  const run = initgate(["propagate", "--width", "8,16,20-30-10", "--depth", "2,3", "--nets", "2", "--threads", "1"]);
  expect(rows(run).map((row) => `${row["width"]} ${row["depth"]}`)).toEqual([
    "8 2",
    "8 3",
    "16 2",
    "16 3",
    "20-30-10 2",
  ]);
});

describe("a planted error of 2% in He's variance, depth 100, width 256", () => {
  const planted = async (scale: number) => {
    const mine = { name: "mine", source: "test", rule: varianceScaling(standardNormal, scale, "in") };
    return (await propagate({ catalogue: [mine], initializers: ["mine"], as: "he_normal", nets: 12 })).curves[0]!;
  };
  test.each([2.04, 1.96])("scale %s falls outside, and is sized", async (scale) => {
    const { inside, scale: found, reason } = await planted(scale);
    expect(inside).toBe("fail");
    expect(found!.error).toBeCloseTo(scale / 2 - 1, 2);
    expect(found!.detects).toBeLessThan(0.02);
    expect(reason).toContain("Var(w) is apparently off by");
  });
  test("none is inside", async () => expect((await planted(2)).inside).toBe("pass"));
});

describe("parameters are the contract's, as in check", () => {
  const nets = [0, 1, 2, 3].map((net) => {
    const path = join(folder, `relu_net_${net}.npz`);
    const layers = [0, 1, 2, 3, 4, 5].map((l) => {
      const data = fill(heNormal, { shape: [64, 64], seed: 10 * net + l });
      return { name: `l${l}.npy`, content: encodeNpy({ shape: [64, 64], dtype: "float32", data }) };
    });
    writeFileSync(path, zipOf(layers));
    return path;
  });
  const held = (scale: string): Ran =>
    initgate(["propagate", "--weights", nets.join(), "--as", "variance_scaling", "--param", `scale=${scale}`]);
  test("He's networks follow variance_scaling with scale=2", () => expect(held("2").code).toBe(0));
  test("and not with scale=1", () => {
    const run = held("1");
    expect(run.code).toBe(1);
    // 1 +- 0.07.
    expect(Math.abs(Number(rows(run)[0]!["scale_error"]) - 1)).toBeLessThan(0.3);
  });
  test("a contract that takes no such parameter refuses it", () => {
    const run = initgate(["propagate", "--weights", ...nets, "--as", "he_normal", "--param", "scale=2"]);
    expect([run.code, run.stderr.trim()]).toEqual([2, "initgate: he_normal: parameters must be of none, got scale"]);
  });
});

describe("other implementations", () => {
  test("a program that is right", () => {
    const run = initgate(["propagate", "--command", "node test/subject/programs/he.mjs", ...small]);
    expect([run.stderr, run.code]).toEqual(["", 0]);
    expect(rows(run)[0]).toMatchObject({ subject: "he", contract: "he_normal", verdict: "stable" });
  });
  test("TensorFlow.js: its heNormal loses a quarter of the variance a layer", () => {
    const run = initgate([
      "propagate",
      "--subject",
      "tfjs",
      "--initializer",
      "he_normal",
      "--as",
      "he_normal",
      "--depth",
      "20",
      "--width",
      "64",
      "--nets",
      "3",
    ]);
    expect(run.code).toBe(1);
    expect(Number(rows(run)[0]!["scale_error"])).toBeCloseTo(-0.226, 1);
  });
  test("what a subject cannot do is doubt", () => {
    const run = initgate([
      "propagate",
      "--command",
      "node test/subject/programs/he.mjs",
      "--initializer",
      "glorot_normal,he_normal",
      ...small,
    ]);
    expect(run.code).toBe(2);
    expect(rows(run)).toMatchObject([
      { verdict: "undetermined", inside: "" },
      { verdict: "stable", inside: "true" },
    ]);
  });
});

describe("weights at rest", () => {
  const layer = (i: number, o: number, seed: number, scale = 1) => ({
    content: encodeNpy({
      shape: [i, o],
      dtype: "float32",
      data: fill(heNormal, { shape: [i, o], seed }).map((w) => w * scale),
    }),
  });
  const save = (name: string, members: Parameters<typeof zipOf>[0]): string => {
    const path = join(folder, name);
    writeFileSync(path, zipOf(members));
    return path;
  };
  const right = save("right.npz", [
    { name: "fc10.npy", ...layer(40, 20, 3) },
    { name: "fc1.npy", ...layer(60, 80, 1) },
    { name: "fc2.npy", ...layer(80, 40, 2) },
    { name: "bias.npy", content: encodeNpy({ shape: [20], dtype: "float32", data: new Float32Array(20) }) },
  ]);
  const wrong = save("wrong.npz", [
    { name: "a.npy", ...layer(60, 80, 1) },
    { name: "b.npy", ...layer(80, 40, 2, 3) },
  ]);
  test("are one network, its layers in the natural order of their names", () => {
    const run = initgate(["propagate", "--weights", right, "--as", "he_normal"]);
    expect([run.stderr, run.code]).toEqual(["", 0]);
    expect(rows(run)[0]).toMatchObject({ width: "60-80-40-20", depth: "3", nets: "1", contract: "he_normal" });
  });
  test("a layer of three times the scale is found", () => {
    const run = initgate(["propagate", "--weights", wrong, "--layer", "a,b", "--as", "he_normal"]);
    expect(run.code).toBe(1);
    expect(
      rows(run, "propagation.csv")
        .map((row) => row["gain_inside"])
        .slice(0, 2),
    ).toEqual(["true", "false"]);
  });
  test("without a contract they are measured, not judged", () => {
    const run = initgate(["propagate", "--weights", right]);
    expect(run.code).toBe(2);
    expect(rows(run)[0]!["reason"]).toContain("no contract is claimed");
    expect(Number(rows(run, "propagation.csv")[0]!["log_q"])).toBeLessThan(2);
  });
  describe("biases beside them", () => {
    const bias = (size: number, sd: number, seed: number) => {
      const data = fill(randomNormal, { shape: [size, 1], seed, params: { stddev: sd } });
      return { content: encodeNpy({ shape: [size], dtype: "float32", data }) };
    };
    const net = (k: number): string =>
      save(`biased${k}.npz`, [
        { name: "fc1.weight.npy", ...layer(30, 40, 10 * k) },
        { name: "fc1.bias.npy", ...bias(40, 0.3, 10 * k + 1) },
        { name: "fc2.weight.npy", ...layer(40, 20, 10 * k + 2) },
        { name: "fc2.bias.npy", ...bias(20, 0.3, 10 * k + 3) },
        { name: "scale.npy", ...bias(7, 1, 4) },
      ]);
    const files = [1, 2, 3, 4, 5, 6].map(net).join();
    test("are used, and said; what is no part of the network is named", () => {
      const run = initgate(["propagate", "--weights", files, "--as", "he_normal"]);
      expect([run.stderr, run.code]).toEqual(["", 0]);
      const { warnings } = rows(run)[0]!;
      expect(warnings).toMatch(/biases: those of the files are used, of root mean square 0\.[23]\d/);
      expect(warnings).toMatch(/left out: 1 tensors of .*biased1\.npz are no part of its network: scale/);
      const bare = initgate(["propagate", "--weights", right, "--as", "he_normal"]);
      expect(rows(bare)[0]!["warnings"]).not.toContain("biases:");
      const first = Number(rows(run, "propagation.csv")[0]!["predicted_log_q"]);
      // ln(2 + 0.09) less 1/40.
      expect(Math.abs(first - Math.log(2.09) + 1 / 40)).toBeLessThan(0.06);
    });
    test("are not drawn on top", () => {
      const run = initgate(["propagate", "--weights", files, "--as", "he_normal", "--sigma-b", "0.3"]);
      expect(run.code).toBe(2);
      expect(run.stderr).toContain("sigma-b: must be left out for files that hold biases");
    });
  });
  test("copies are found, whatever the curves say", () => {
    const whole = fill(heNormal, { shape: [32, 32], seed: 7 });
    const doubled = whole.map((_, k) => whole[k - ((k % 32) % 2)]!);
    const content = (data: Float32Array) => encodeNpy({ shape: [32, 32], dtype: "float32", data });
    const units = save("doubled.npz", [
      { name: "a.npy", content: content(doubled) },
      { name: "b.npy", ...layer(32, 32, 8) },
    ]);
    const same = save("same.npz", [
      { name: "a.npy", content: content(whole) },
      { name: "b.npy", ...layer(32, 32, 8) },
      { name: "c.npy", content: content(whole) },
    ]);
    const of = (path: string): Ran => initgate(["propagate", "--weights", path, "--as", "he_normal"]);
    expect([of(units), of(same)].map(({ code }) => code)).toEqual([1, 1]);
    expect(rows(of(units))[0]!["reason"]).toContain("16 of 32 units of layer 1 are copies of others");
    expect(rows(of(same))[0]!["reason"]).toContain("layers 1 and 3 are the same matrix");
  });
  test("weights of low rank, of the right variance", () => {
    const [left, right] = [1, 2].map((seed) => fill(lecunNormal, { shape: [64, 64], seed }));
    // Variance 2 / 64: of 24 products of variance 1 / 64 each.
    const product = Float32Array.from({ length: 64 * 64 }, (_, at) => {
      let sum = 0;
      for (let k = 0; k < 24; k++) sum += left![Math.floor(at / 64) * 64 + k]! * right![k * 64 + (at % 64)]!;
      return sum * Math.sqrt((2 * 64) / 24);
    });
    const path = save("rank.npz", [
      { name: "a.npy", content: encodeNpy({ shape: [64, 64], dtype: "float32", data: product }) },
      { name: "b.npy", ...layer(64, 64, 1) },
    ]);
    const run = initgate(["propagate", "--weights", path, "--as", "he_normal"]);
    expect(run.code).toBe(1);
    expect(rows(run)[0]!["reason"]).toContain("layer 1 have low rank: 24 of their first 64 inputs and outputs");
  });
  test("what NaN takes is not dead", () => {
    const data = new Float32Array(32 * 32).fill(Number.NaN);
    const path = save("nan.npz", [
      { name: "a.npy", ...layer(32, 32, 8) },
      { name: "b.npy", content: encodeNpy({ shape: [32, 32], dtype: "float32", data }) },
    ]);
    const run = initgate(["propagate", "--weights", path, "--as", "he_normal"]);
    expect(rows(run)[0]).toMatchObject({ verdict: "undetermined", decided_by: "lost", decided_value: "1" });
    expect(rows(run)[0]!["reason"]).toMatch(
      /^no numbers are left in 1 of 1 networks from layer 2 on; outside its band/,
    );
  });
  test.each([Number.NaN, Number.POSITIVE_INFINITY])(
    "weights that hold %d fail, also where no signal passes them",
    (bad) => {
      const holding = fill(heNormal, { shape: [32, 32], seed: 7 });
      holding[5] = bad;
      const content = encodeNpy({ shape: [32, 32], dtype: "float32", data: holding });
      const path = save("holding.npz", [
        { name: "a.npy", ...layer(32, 32, 8) },
        { name: "b.npy", content },
        { name: "c.npy", content },
      ]);
      for (const architecture of ["mlp", "residual", "rezero", "skip_init"]) {
        const run = initgate(["propagate", "--weights", path, "--as", "he_normal", "--architecture", architecture]);
        expect(run.code).toBe(1);
        expect(rows(run)[0]!["reason"]).toMatch(new RegExp(`outside its band: the weights of layer 2 hold ${bad}`));
      }
    },
  );
  test("a mean is called a mean, not a variance alone", () => {
    const shifted = fill(heNormal, { shape: [64, 64], seed: 5 }).map((w) => w + 0.05);
    const path = save("shifted.npz", [
      { name: "a.npy", ...layer(64, 64, 1) },
      { name: "b.npy", content: encodeNpy({ shape: [64, 64], dtype: "float32", data: shifted }) },
    ]);
    const run = initgate(["propagate", "--weights", path, "--as", "he_normal"]);
    expect(run.code).toBe(1);
    expect(rows(run)[0]!["reason"]).toContain("the mean of the weights is 0.1");
  });
  test("matrices that are no chain are refused", () => {
    const run = initgate(["propagate", "--weights", right, "--layer", "fc2,fc1"]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain("every layer must take what the one before gives");
  });
});

test("inputs from a file", () => {
  const path = join(folder, "inputs.npy");
  writeFileSync(
    path,
    encodeNpy({ shape: [3, 32], dtype: "float32", data: Float32Array.from({ length: 96 }, (_, i) => (i % 7) - 2.5) }),
  );
  const run = initgate(["propagate", "--input", path, ...small]);
  expect([run.stderr, run.code]).toEqual(["", 0]);
  expect(initgate(["propagate", "--input", path, "--width", "16"]).stderr).toContain("must have 16 features");
});

test("a precision chooses the networks that it takes, for the widest curve of the run", () => {
  const wanted = [
    "propagate",
    "--precision",
    "0.1",
    "--depth",
    "11",
    "--width",
    "32",
    "--initializer",
    "he_normal,zeros",
  ];
  const run = initgate(wanted);
  expect([run.stderr, run.code]).toEqual(["", 0]);
  // He and ReLU: the variance of ln q is that of eleven layers, 5 / 32 each, more or less.
  const [{ nets }] = rows(run) as [Record<string, string>];
  expect(Math.abs(Number(nets) - (10 * 5 + 2) / 32 / 0.01)).toBeLessThan(25);
  for (const row of rows(run, "propagation.csv").filter(({ initializer }) => initializer === "he_normal"))
    expect(Number(row["log_q_sd"]) / Math.sqrt(Number(nets))).toBeLessThan(0.12);
  const { code, stderr } = initgate(["propagate", "--precision", "0.0001", "--depth", "11", "--width", "32"]);
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(
      /^initgate: precision: must be one that 100000 networks reach, 0.004\d* or more here, got 0.0001\n$/,
    ),
  ]);
});

test("zeros with biases are no copies", () => {
  const run = initgate(["propagate", "--initializer", "zeros", "--sigma-b", "0.5", "--activation", "tanh", ...small]);
  expect([run.stderr, run.code]).toEqual(["", 0]);
});

test("biases are part of the prediction", () => {
  const run = initgate(["propagate", "--sigma-b", "0.5", "--activation", "tanh,relu", ...small]);
  expect([run.stderr, run.code]).toEqual(["", 0]);
});

describe("bad arguments are one line, exit 2, and no file", () => {
  test.each([
    [["--activation", "swishy"], "activation: must be one of"],
    [["--initializer", "he"], "initializer: must be"],
    [["--width", "12-x"], "width: must be"],
    [["--depth", "0"], "must be a positive integer"],
    [["--nets", "0"], "must be a positive integer"],
    [["--sigma-b", "-1"], "must be a number >= 0"],
    [["--sigma-b", "1e308"], "sigma-b: must be a number from 0 to 1e+100, got 1e+308"],
    [["--alpha", "2"], "must be a number between 0 and 1"],
    [["--param", "gain=3"], "parameters must be of"],
    [["--weights", "no-such-file.npz"], "no-such-file.npz: must be a readable file"],
    [["--input", "package.json"], "package.json"],
    [["--initializer", "dirac"], "dirac: the layout must have a receptive field"],
  ])("%j", (args, message) => {
    const run = initgate(["propagate", ...args]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stderr.trim().split("\n")).toHaveLength(1);
    expect(existsSync(join(run.out, FILES[0]!))).toBe(false);
  });
});

test("initializers of one's own, from the library", async () => {
  const mine = { name: "mine", source: "test", rule: varianceScaling(standardNormal, 2.5, "in") };
  const options = { catalogue: [mine], initializers: ["mine"], depths: [20], widths: [48, "10-20-30"], nets: 4 };
  const { curves } = await propagate(options);
  expect(curves.map(({ inside, key }) => `${key.width} ${inside}`)).toEqual(["48 pass", "10-20-30 pass"]);
  expect(curves[0]!.verdict).toBe("exploding");
  const claimed = await propagate({ ...options, as: "he_normal" });
  expect(claimed.curves[0]!.inside).toBe("fail");
});
