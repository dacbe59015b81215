/** `initgate propagate --activations`: networks that another program ran. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { propagate } from "../../../index.js";
import { parseCsv } from "../../reports/parseCsv.js";
import { initgate, type Ran } from "../../run.js";
import { safetensorsOf } from "../../weights/safetensorsOf.js";
import { type Arrays, activationsOf, type Dumped, npz, only } from "./dumps.js";

const folder = mkdtempSync(join(tmpdir(), "initgate-dumps-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const WIDTHS = [48, 64, 64, 64, 64, 10];
const NETS = 8;

function save(name: string, arrays: Arrays): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, npz(arrays));
  return path;
}

const saved = (name: string, about: Partial<Dumped> = {}, change = (arrays: Arrays): Arrays => arrays): string[] =>
  Array.from({ length: NETS }, (_, net) =>
    save(`${name}/net${net}.npz`, change(activationsOf({ widths: WIDTHS, seed: net + 1, ...about }))),
  );

const run = (...args: readonly string[]): Ran => initgate(["propagate", ...args]);
const rows = (ran: Ran, file = "propagation-verdicts.csv"): Record<string, string>[] => {
  const [header, ...lines] = parseCsv(ran.file(file));
  return lines.map((cells) => Object.fromEntries(header!.map((name, at) => [name, cells[at]!])));
};

type Options = NonNullable<Parameters<typeof propagate>[0]>;

/** The one curve, measured in this process. */
async function curveOf(files: readonly string[], options: Options = {}) {
  const { curves } = await propagate({ activationDumps: files, as: "he_normal", threads: 1, ...options });
  return curves[0]!;
}

/** The one line of what is refused. */
async function refusal(files: readonly string[], options: Options = {}): Promise<string> {
  const error: Error = await propagate({ activationDumps: files, as: "he_normal", threads: 1, ...options }).then(
    () => new Error("nothing was refused"),
    (reason: Error) => reason,
  );
  expect(error.message).not.toContain("\n");
  return error.message;
}

const right = saved("right");
const square = { widths: new Array<number>(11).fill(48) };
const residual = saved("residual", { ...square, residual: true });
const withoutInputs = saved("bare", {}, (arrays) => only(arrays, (name) => name !== "layer.0.forward"));

describe("networks of He's weights", () => {
  test("pass as he_normal, forward and backward, with the widths of the dump", () => {
    const ran = run("--activations", right.join(), "--as", "he_normal");
    expect([ran.stderr, ran.code]).toEqual(["", 0]);
    expect(rows(ran)).toMatchObject([
      {
        ...{ initializer: "activations", contract: "he_normal", activation: "relu", width: "48-64-64-64-64-10" },
        ...{ depth: "5", nets: "8", verdict: "stable", inside: "true", basis: "exact laws", warnings: "" },
      },
    ]);
    const layers = rows(ran, "propagation.csv");
    expect(layers.map(({ direction, layer, inside }) => `${direction} ${layer} ${inside}`)).toEqual(
      ["forward", "backward"].flatMap((direction) => [1, 2, 3, 4, 5].map((l) => `${direction} ${l} true`)),
    );
    for (const { z, gain_inside } of layers.slice(0, 5)) expect([Number(z) < 4, gain_inside]).toEqual([true, "true"]);
  });
  test.each([
    ["a folder", join(folder, "right")],
    ["a glob", join(folder, "right", "net*.npz")],
  ])("%s stands for its files, a network each", async (_, path) => {
    expect(await curveOf([path])).toMatchObject({ key: { nets: 8 }, inside: "pass" });
  });
  test("the numbers are the mean squares of the files", async () => {
    const arrays = activationsOf({ widths: [3, 2], seed: 5, inputs: 1 });
    const { data } = arrays["layer.1.forward"]!;
    const { curves } = await propagate({ activationDumps: [save("two.npz", arrays)] });
    expect(curves[0]!.rows[0]!.logQ).toBeCloseTo(Math.log((data[0]! ** 2 + data[1]! ** 2) / 2), 12);
    expect(curves[0]!.rows[0]!.mean).toBeCloseTo((Math.max(0, data[0]!) + Math.max(0, data[1]!)) / 2, 12);
  });
  test("a safetensors file is read as well", async () => {
    const path = join(folder, "net.safetensors");
    const arrays = activationsOf({ widths: WIDTHS, seed: 3 });
    const tensors = Object.entries(arrays).map(([name, array]) => [name, { ...array, dtype: "float32" as const }]);
    writeFileSync(path, safetensorsOf(Object.fromEntries(tensors)));
    const { curves } = await propagate({ activationDumps: [path], as: "he_normal" });
    expect(curves[0]!.inside).toBe("pass");
  });
  test("twice the variance fails, and is sized", () => {
    const ran = run("--activations", saved("doubled", { scale: Math.SQRT2 }).join(), "--as", "he_normal");
    expect(ran.code).toBe(1);
    expect(rows(ran)[0]!["reason"]).toContain("Var(w) is apparently off by +");
    expect(Math.abs(Number(rows(ran)[0]!["scale_error"]) - 1)).toBeLessThan(0.3);
  });
  test("without a contract they are measured, and nothing passes", () => {
    const ran = run("--activations", right.join());
    expect([ran.stderr, ran.code]).toEqual(["", 2]);
    expect(rows(ran)[0]!["reason"]).toContain("no contract is claimed, so nothing is predicted: name one with --as");
    expect(rows(ran, "propagation.csv").every(({ log_q, inside }) => log_q !== "" && inside === "")).toBe(true);
  });
  test("the page is written", () => {
    const ran = run("--activations", right.join(), "--as", "he_normal", "--reporter", "csv,html");
    expect(ran.code).toBe(0);
    expect(ran.file("report.html")).toContain("<svg");
  });
});

describe("the width of the inputs", () => {
  test("is given with --width", async () => {
    const curve = await curveOf(withoutInputs, { widths: [WIDTHS.join("-")] });
    expect(curve).toMatchObject({ key: { width: WIDTHS.join("-") }, inside: "pass", warnings: [] });
  });
  test("or is taken as that of the first layer, and the run says so", () => {
    const ran = run("--activations", withoutInputs.join(), "--as", "he_normal");
    expect([ran.code, rows(ran)[0]!["width"]]).toEqual([0, "64-64-64-64-64-10"]);
    expect(rows(ran)[0]!["warnings"]).toContain("input width: taken as that of layer 1, 64; give --width");
  });
  test.each([[["32"]], [["48-64-64-10"]], [["48-64", "64"]]])("another width is refused: %j", async (widths) => {
    expect(await refusal(right, { widths })).toMatch(/^width: must be /);
  });
});

describe("the size of the inputs", () => {
  const large = saved("large", { size: 30 });
  test("is taken out where the network keeps every scale", async () => {
    expect((await curveOf(large)).inside).toBe("pass");
  });
  test("must be 1 where it does not", async () => {
    expect(await refusal(large, { activations: ["tanh"] })).toContain(
      "the first input, layer.0.forward, must have mean square 1 before tanh, got mean square 900",
    );
  });
});

test("tanh networks pass as tanh, and fail as ReLU", async () => {
  const files = saved("tanh", { phi: Math.tanh, slope: (z) => 1 - Math.tanh(z) ** 2 });
  expect((await curveOf(files, { activations: ["tanh"] })).inside).toBe("pass");
  expect((await curveOf(files, { activations: ["relu"] })).inside).toBe("fail");
});

describe("gradients", () => {
  const isForward = (name: string): boolean => name.endsWith("forward");
  const files = saved("forward", {}, (arrays) => only(arrays, isForward));
  test("need not be there: the forward curve is held, and the run says so", () => {
    const ran = run("--activations", files.join(), "--as", "he_normal", "--reporter", "csv,html");
    expect([ran.stderr, ran.code]).toEqual(["", 0]);
    expect(rows(ran)[0]).toMatchObject({ verdict: "stable", inside: "true" });
    expect(rows(ran)[0]!["warnings"]).toContain("no gradients: the files hold no layer.<k>.backward");
    expect(rows(ran, "propagation.csv").map(({ direction }) => direction)).toEqual(new Array(5).fill("forward"));
  });
  test("and a wrong scale is found without them", async () => {
    const some = saved("forward doubled", { scale: 2 }, (arrays) => only(arrays, isForward));
    expect(await curveOf(some)).toMatchObject({ inside: "fail", verdict: "exploding" });
  });
  test("of another size on the way back fail", async () => {
    const half = saved("halved", {}, (arrays) => {
      const of = arrays["layer.2.backward"]!;
      return { ...arrays, "layer.2.backward": { ...of, data: of.data.map((x) => x / 4) } };
    });
    const { inside, reason } = await curveOf(half);
    expect([inside, reason]).toEqual(["fail", expect.stringContaining("backward, layer 2: ")]);
    expect(reason).toMatch(/; taken to have no biases \(--sigma-b states theirs\)$/);
  });
});

describe("NaN and infinities fail, with and without a contract", () => {
  const broken = (value: number, name: string): string => {
    const arrays = activationsOf({ widths: WIDTHS, seed: 20 });
    const of = arrays[name]!;
    return save(`broken ${value}.npz`, { ...arrays, [name]: { ...of, data: of.data.with(3, value) } });
  };
  test.each([
    [Number.NaN, "layer.3.forward"],
    [Number.POSITIVE_INFINITY, "layer.5.forward"],
    [Number.NEGATIVE_INFINITY, "layer.1.backward"],
  ])("%s in %s", async (value, name) => {
    for (const claim of [{}, { as: "he_normal" }]) {
      const { curves } = await propagate({ activationDumps: [right[0]!, broken(value, name)], threads: 1, ...claim });
      expect(curves[0]!.inside).toBe("fail");
      expect(curves[0]!.reason).toContain(`${name} holds ${value}`);
    }
  });
  test("and leave no such number in the files", () => {
    const ran = run("--activations", [right[0]!, broken(Number.NaN, "layer.2.forward")].join());
    expect([ran.code, rows(ran)[0]!["inside"]]).toEqual([1, "false"]);
    expect(ran.file("propagation.csv")).not.toMatch(/(^|,)(NaN|-?Infinity)(,|$)/m);
  });
});

describe("what is no dump is refused in one line", () => {
  const arrays = activationsOf({ widths: WIDTHS, seed: 30 });
  const without = (name: string): Arrays => only(arrays, (one) => one !== name);
  const array = (...shape: number[]) => ({ shape, data: new Float32Array(shape.reduce((a, b) => a * b, 1)) });
  const file = (name: string, content: Arrays): string => save(`refused/${name}.npz`, content);
  test.each<[string, Arrays, string]>([
    ["gap", without("layer.3.forward"), "must hold layer.1.forward to layer.5.forward, got no layer.3.forward"],
    ["gradient", without("layer.2.backward"), "gradients of all layers or of none, got no layer.2.backward"],
    ["name", { ...arrays, "fc1.weight": array(3, 3) }, "arrays must be named layer.<k>.forward and layer.<k>.backward"],
    ["zeroth", { ...arrays, "layer.0.backward": array(48) }, "(layer.0.forward: the inputs), got layer.0.backward"],
    ["none", {}, "got no layer"],
    ["input alone", { "layer.0.forward": array(48) }, "must hold layer.1.forward, got no layer"],
    ["empty", { "layer.1.forward": array(0) }, "1 to 65536 units and 1 to 1024 inputs, got layer.1.forward of 0"],
    ["no inputs", { "layer.1.forward": array(0, 4) }, "got layer.1.forward of 0x4: write fewer"],
    ["wide", { "layer.1.forward": array(65537) }, "got layer.1.forward of 65537"],
    ["tall", { "layer.1.forward": array(1025, 2) }, "got layer.1.forward of 1025x2"],
    ["image", { "layer.1.forward": array(2, 3, 4) }, "must be units or inputs x units"],
    [
      "rows",
      { ...arrays, "layer.2.forward": array(3, 64) },
      "layer.2.forward must have 2 inputs, as layer.1.forward, got 3x64",
    ],
    ["units", { ...arrays, "layer.2.backward": array(2, 63) }, "layer.2.backward must have 2 inputs x 64 units"],
  ])("%s", async (name, content, message) => {
    expect(await refusal([file(name, content)])).toContain(message);
  });
  test("by the command too, with exit 2", () => {
    const ran = run("--activations", file("gap", without("layer.3.forward")));
    expect([ran.code, ran.stderr.trim().split("\n")]).toEqual([2, [expect.stringContaining("got no layer.3.forward")]]);
  });
  test("files of other layers", async () => {
    const short = save("short.npz", activationsOf({ widths: [48, 64, 10], seed: 1 }));
    expect(await refusal([right[0]!, short])).toContain(
      "layers 0 to 5 with gradients, got layers 0 to 2 with gradients: run other networks alone",
    );
  });
  test("one network twice", async () => {
    expect(await refusal([right[0]!, right[1]!, right[0]!])).toContain(
      "must be a network of its own, got the same activations as in",
    );
  });
  mkdirSync(join(folder, "without files"));
  test.each([
    ["nowhere.npz", "nowhere.npz: must be a readable file, got ENOENT"],
    ["nothing*.npz", "must match a file, got none"],
    ["without files", "must be a folder of .npz or .safetensors files, got none in it"],
  ])("no file: %s", async (path, message) => expect(await refusal([join(folder, path)])).toContain(message));
  test.each<[Options, string]>([
    [{ activations: ["relu", "tanh"] }, "activation: must be the one that the dumped networks apply, got relu,tanh"],
    [{ activations: ["relu-linear"] }, "activation: must name one function, or one for each of 5 layers, got 2"],
    [{ as: "zeros" }, "as: must be a contract of random weights for dumps of activations, got zeros"],
    [{ as: "he_norml" }, "did you mean he_normal"],
    [{ depths: [3] }, "depths: must be left out"],
    [{ weights: ["a.npz"] }, "weights: must be left out"],
    [{ activationDumps: [] }, "activations: must name at least one file, got none"],
  ])("%j", async (options, message) => expect(await refusal(right, options)).toContain(message));
  test("--weights beside", () => {
    expect(run("--activations", right.join(), "--weights", "a.npz").stderr).toContain("cannot be used with");
  });
});

test("layers of different functions are held to reference networks", async () => {
  const { inside, basis } = await curveOf(right, { activations: ["relu-relu-tanh-relu-linear"] });
  expect([inside, basis]).toEqual(["fail", expect.stringContaining("reference networks")]);
  expect((await curveOf(right, { activations: ["relu-relu-relu-relu-linear"] })).inside).toBe("pass");
});

test("other widths are another curve", async () => {
  const wide = save("wide.npz", activationsOf({ widths: [48, 80, 80, 80, 80, 10], seed: 70 }));
  const { curves } = await propagate({ activationDumps: [...right, wide], as: "he_normal", threads: 1 });
  expect(curves.map(({ key }) => `${key.width} ${key.nets}`)).toEqual(["48-64-64-64-64-10 8", "48-80-80-80-80-10 1"]);
});

describe("networks with skip connections", () => {
  test("follow their architecture, and not that of plain layers", async () => {
    const curve = await curveOf(residual, { architecture: "residual" });
    expect(curve).toMatchObject({
      key: { architecture: "residual", nets: NETS },
      inside: "pass",
      verdict: "exploding",
    });
    // What the weights alone did is not in the dump.
    expect(curve.scale).toBeNull();
    expect((await curveOf(residual)).inside).toBe("fail");
  });
  test("a variance 50% too large is outside", async () => {
    const large = saved("residual-large", { ...square, residual: true, scale: Math.sqrt(1.5) });
    expect((await curveOf(large, { architecture: "residual" })).inside).toBe("fail");
  });
  test("a network that keeps every scale has inputs of any size, one with a norm has not", async () => {
    const small = saved("residual-small", { ...square, residual: true, size: 0.1 });
    expect((await curveOf(small, { architecture: "residual" })).inside).toBe("pass");
    expect(await refusal(small, { architecture: "pre_layer_norm" })).toMatch(/must have mean square 1/);
  });
  test("all layers have one width", async () => {
    expect(await refusal(right, { architecture: "residual" })).toBe(
      "width: must be the same in all layers of residual, got 48-64-64-64-64-10",
    );
  });
});
