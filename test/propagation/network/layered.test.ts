/** Networks whose layers apply different functions. */
import { describe, expect, test } from "vitest";
import {
  activationAt,
  activationByName,
  isMixed,
  networkActivation,
} from "../../../harness/propagation/activation/index.js";
import { predict } from "../../../harness/propagation/network/predict.js";
import { simulate } from "../../../harness/propagation/network/simulate.js";
import { weightsOf } from "../../../harness/propagation/network/weights.js";
import { propagate } from "../../../index.js";
import { heNormal, ones } from "../../../initializers/index.js";
import { logMeanSquare } from "./helpers.js";

describe("names", () => {
  test("one for all layers, or one a layer; a hyphen before a digit is a sign", () => {
    expect(networkActivation("relu")).toBe(activationByName("relu"));
    expect(networkActivation("leaky_relu_-0.5").layers).toBeUndefined();
    const { layers } = networkActivation("leaky_relu_-0.5-swish-prelu_1e-2");
    expect(layers!.map(({ name }) => name)).toEqual(["leaky_relu_-0.5", "silu", "leaky_relu_0.01"]);
  });
  test("a last layer of its own is no mixture: nothing crosses it", () => {
    const [plain, mixed] = [networkActivation("relu-relu-linear"), networkActivation("relu-tanh-linear")];
    expect([isMixed(plain), isMixed(mixed), isMixed(activationByName("relu"))]).toEqual([false, true, false]);
    expect(plain.homogeneous).toEqual({ positive: 1, negative: 0 });
    expect(activationAt(plain, 3).name).toBe("linear");
    expect(mixed.fn(1)).toBeNaN();
  });
  test("an unknown one is refused with the nearest", () => {
    expect(() => networkActivation("relu-tahn")).toThrow("did you mean tanh?");
  });
});

test("forward and backward as the definition reads", () => {
  const [widths, seed] = [[6, 5, 7, 4], 3];
  const [[net]] = simulate({
    ...{ rule: heNormal.rule, activations: [networkActivation("tanh-gelu-linear")], widths, nets: 1, seed },
  }) as [[NonNullable<ReturnType<typeof simulate>[0]>[0]]];
  const weights = weightsOf(heNormal.rule, widths, seed, 0);
  const functions = ["tanh", "gelu", "linear"].map(activationByName);
  let x = Array.from(net!.input);
  const z = functions.map(({ fn }, l) => {
    const outputs = widths[l + 1]!;
    const w = weights(l + 1);
    const sums = Array.from({ length: outputs }, (_, o) => x.reduce((sum, v, i) => sum + v * w[i * outputs + o]!, 0));
    x = sums.map(fn);
    return sums;
  });
  for (const [l, sums] of z.entries()) expect(net!.forward[l]).toBeCloseTo(logMeanSquare(sums), 10);
  let delta = Array.from(net!.top);
  for (const l of [2, 1]) {
    const w = weights(l + 1);
    delta = z[l - 1]!.map(
      (sum, i) =>
        functions[l - 1]!.derivative(sum) * delta.reduce((total, d, o) => total + d * w[i * delta.length + o]!, 0),
    );
    expect(net!.backward[l - 1]).toBeCloseTo(logMeanSquare(delta), 10);
  }
});

describe("predictions", () => {
  const about = { widths: [32, 32, 32, 32], sigmaB: 0, seed: 1, draws: 400, nets: 20 };
  test("of equal hidden layers are those of their function", () => {
    const of = (name: string) => predict({ ...about, rule: heNormal.rule, activation: networkActivation(name) }, []);
    expect(of("relu-relu-linear")).toEqual(of("relu"));
    expect(of("relu-tanh-linear").basis).toBe("400 reference networks");
  });
  test("hold for real networks, of every kind of weights", async () => {
    const initializers = ["he_normal", "he_uniform", "orthogonal", "ones", "zeros"];
    const activations = ["relu-tanh-gelu-linear", "gelu-gelu-gelu-sigmoid"];
    const { curves } = await propagate({ initializers, activations, widths: ["24"], nets: 8, threads: 1 });
    expect(curves.map(({ key, inside }) => `${key.depth} ${inside}`)).toEqual(new Array(10).fill("4 pass"));
  });
  test("a wrong variance is found through them", async () => {
    const { curves } = await propagate({
      ...{
        initializers: ["he_normal"],
        as: "glorot_normal",
        activations: ["relu-tanh-linear"],
        widths: ["64"],
        nets: 8,
      },
    });
    expect(curves[0]!.inside).toBe("fail");
  });
  test("chains of constants follow each layer's own function", () => {
    const [measured] = simulate({
      ...{
        rule: ones.rule,
        activations: [networkActivation("tanh-relu-linear")],
        widths: [4, 4, 4, 4],
        nets: 2,
        seed: 1,
      },
    });
    const options = { ...about, rule: ones.rule, activation: networkActivation("tanh-relu-linear") };
    const { forward } = predict({ ...options, widths: [4, 4, 4, 4] }, measured!);
    const mean = measured!.reduce((sum, net) => sum + net.forward[1]!, 0) / 2;
    expect(forward[1]!.mean).toBeCloseTo(mean, 6);
  });
});

test("as many names as layers, or one line", async () => {
  const options = { initializers: ["he_normal"], activations: ["relu-linear"], widths: ["8"], nets: 1, threads: 1 };
  await expect(propagate({ ...options, depths: [5] })).rejects.toThrow(
    "activation: must name one function, or one for each of 5 layers, got 2 in relu-linear: give --depth 2 or name 5",
  );
});
