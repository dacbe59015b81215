/** Simulated networks against the definition, written out plainly, and against finite differences. */
import { describe, expect, test } from "vitest";
import { constant, orthogonal } from "../../../harness/contract/rule/index.js";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { normalsOf } from "../../../harness/propagation/network/normals.js";
import { backwardProduct, forwardProduct } from "../../../harness/propagation/network/products.js";
import { type NetCurves, simulate, simulateNet } from "../../../harness/propagation/network/simulate.js";
import { drawnLayers, weightsOf } from "../../../harness/propagation/network/weights.js";
import { heNormal } from "../../../initializers/index.js";
import { logMeanSquare, momentsOf, plainNetwork } from "./helpers.js";

const WIDTHS = [5, 9, 4, 7, 6];
const NAMES = ["relu", "leaky_relu", "tanh", "sigmoid", "selu", "gelu", "linear", "softplus"];

const biasesOf = (seed: number, net: number, sigmaB: number): number[][] =>
  WIDTHS.slice(1).map((width, l) => [...normalsOf(seed, `net ${net} bias ${l + 1}`, width)].map((b) => sigmaB * b));

describe.each(NAMES)("%s", (name) => {
  const activation = activationByName(name);
  test.each([0, 0.7])("is its definition, biases of sd %d", (sigmaB) => {
    const options = { activations: [activation], widths: WIDTHS, seed: 3, sigmaB };
    const weights = weightsOf(heNormal.rule, WIDTHS, 3, 2);
    const [curves] = simulateNet(options, weights, 2) as [NetCurves];
    const { z, x, delta } = plainNetwork(weights, WIDTHS, activation, curves.input, curves.top, biasesOf(3, 2, sigmaB));
    const top = logMeanSquare(delta.at(-1)!);
    z.forEach((layer, l) => {
      const { mean, variance } = momentsOf(x[l]!);
      expect(curves.forward[l]).toBeCloseTo(logMeanSquare(layer), 11);
      expect(curves.backward[l]).toBeCloseTo(logMeanSquare(delta[l]!) - top, 11);
      expect(curves.mean[l]).toBeCloseTo(mean, 11);
      expect(curves.variance[l]).toBeCloseTo((variance * (layer.length - 1)) / layer.length, 11);
      const before = logMeanSquare(l === 0 ? [...curves.input] : x[l - 1]!);
      const sums = layer.map((value, o) => value - biasesOf(3, 2, sigmaB)[l]![o]!);
      // A layer whose units are all off passes nothing on, and what the next weights do with nothing is not defined.
      if (before === Number.NEGATIVE_INFINITY) expect(curves.gain[l]).toBeNaN();
      else expect(curves.gain[l]).toBeCloseTo(logMeanSquare(sums) - before, 11);
    });
    expect(logMeanSquare([...curves.input])).toBeCloseTo(0, 12);
  });
});

describe("equal widths, at which vectors take turns", () => {
  const widths = new Array<number>(8).fill(32);
  const activations = ["relu", "tanh", "gelu"].map(activationByName);
  const weights = weightsOf(heNormal.rule, widths, 4, 1);
  const runs = simulateNet({ activations, widths, seed: 4 }, weights, 1);
  test.each(activations.map((activation, a) => ({ activation, a })))("$activation.name is its definition", (one) => {
    const curves = runs[one.a]!;
    const { z, delta } = plainNetwork(weights, widths, one.activation, curves.input, curves.top);
    z.forEach((layer, l) => {
      expect(curves.forward[l]).toBeCloseTo(logMeanSquare(layer), 11);
      expect(curves.backward[l]).toBeCloseTo(logMeanSquare(delta[l]!) - logMeanSquare(delta.at(-1)!), 11);
    });
    expect(logMeanSquare([...curves.input])).toBeCloseTo(0, 12);
  });
  test("weights that are drawn when they are asked for are the same network", () => {
    const drawn = drawnLayers(heNormal.rule, widths, 4, 1)!;
    const curves = simulateNet({ activations, widths, seed: 4 }, drawn, 1);
    // Their entries are never at hand together.
    expect(curves.every(({ weightSums }) => weightSums.every(Number.isNaN))).toBe(true);
    expect(curves).toEqual(runs.map((run) => ({ ...run, weightSums: curves[0]!.weightSums })));
    // A rule that draws whole matrices has no such layers.
    expect(drawnLayers(orthogonal(1), widths, 4, 1)).toBeUndefined();
  });
});

test("the plain backward pass is the derivative", () => {
  const activation = activationByName("tanh");
  const weights = weightsOf(heNormal.rule, WIDTHS, 1, 0);
  const input = normalsOf(1, "x", WIDTHS[0]!);
  const top = normalsOf(1, "top", WIDTHS.at(-1)!);
  const loss = (shift: number, unit: number): number => {
    // Biases of the first layer move its pre-activations.
    const biases = [Array.from({ length: WIDTHS[1]! }, (_, i) => (i === unit ? shift : 0))];
    return plainNetwork(weights, WIDTHS, activation, input, top, biases)
      .z.at(-1)!
      .reduce((s, v, i) => s + v * top[i]!, 0);
  };
  const { delta } = plainNetwork(weights, WIDTHS, activation, input, top);
  delta[0]!.forEach((slope, unit) => {
    expect((loss(1e-6, unit) - loss(-1e-6, unit)) / 2e-6).toBeCloseTo(slope, 7);
  });
});

test("statistics over inputs: dead units, correlation, per-unit variance", () => {
  const inputs = [0, 1, 2].map((b) => normalsOf(5, `input ${b}`, 5));
  const relu = activationByName("relu");
  const weights = weightsOf(heNormal.rule, WIDTHS, 5, 0);
  const [curves] = simulateNet({ activations: [relu], widths: WIDTHS, seed: 5, inputs }, weights, 0) as [NetCurves];
  const scaled = inputs.map((values) => values.map((x) => x / Math.exp(logMeanSquare([...values]) / 2)));
  const nets = scaled.map((input) => plainNetwork(weights, WIDTHS, relu, input, curves.top));
  nets[0]!.z.forEach((layer, l) => {
    const units = layer.map((_, i) => nets.map(({ x }) => x[l]![i]!));
    expect(curves.dead[l]).toBe(units.filter((values) => values.every((x) => x === 0)).length / units.length);
    const average = momentsOf(units.map((values) => momentsOf(values).variance)).mean;
    expect(curves.batchVariance[l]).toBeCloseTo(average, 11);
    const [a, b] = [nets[0]!.z[l]!, nets[1]!.z[l]!];
    const cosine =
      a.reduce((sum, value, i) => sum + value * b[i]!, 0) /
      Math.sqrt(a.reduce((s, v) => s + v * v, 0) * b.reduce((s, v) => s + v * v, 0));
    expect(curves.correlation[l]).toBeCloseTo(cosine, 11);
  });
});

test("a network is a pure function of its number, alone or among others, one activation or many", () => {
  const options = { rule: heNormal.rule, widths: WIDTHS, seed: 9, nets: 3 };
  const [tanh, relu] = [activationByName("tanh"), activationByName("relu")];
  const [, among] = simulate({ ...options, activations: [relu, tanh] });
  const [alone] = simulateNet(
    { widths: WIDTHS, seed: 9, activations: [tanh] },
    weightsOf(heNormal.rule, WIDTHS, 9, 2),
    2,
  );
  expect(among![2]).toEqual(alone);
  expect(among![0]!.forward).not.toEqual(alone!.forward);
});

test.each(["relu", "tanh", "gelu", "selu", "sigmoid", "softplus"])(
  "%s: a thousand layers at any scale have no NaN",
  (name) => {
    const widths = new Array<number>(1001).fill(8);
    for (const gain of [0.01, 1, 100]) {
      const [[net]] = simulate({
        rule: orthogonal(gain),
        activations: [activationByName(name)],
        widths,
        nets: 1,
        seed: 1,
      }) as [[NetCurves]];
      for (const curve of [net.forward, net.backward, net.mean, net.variance])
        expect(curve.some(Number.isNaN)).toBe(false);
    }
  },
);

test("zeros are dead, and say so without NaN", () => {
  const [[net]] = simulate({
    rule: constant(0),
    activations: [activationByName("sigmoid")],
    widths: WIDTHS,
    nets: 1,
    seed: 1,
  }) as [[NetCurves]];
  expect([...net.forward]).toEqual(WIDTHS.slice(1).map(() => Number.NEGATIVE_INFINITY));
  expect([...net.backward]).toEqual([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]);
  expect([...net.mean]).toEqual([0.5, 0.5, 0.5, 0.5]);
  expect([...net.variance]).toEqual([0, 0, 0, 0]);
});

test("ones make all units equal: their variance is exactly zero while lengths explode", () => {
  const widths = new Array<number>(31).fill(16);
  const [[net]] = simulate({
    rule: constant(1),
    activations: [activationByName("linear")],
    widths,
    nets: 1,
    seed: 1,
  }) as [[NetCurves]];
  expect([...net.variance].every((value) => value === 0)).toBe(true);
  // z^(l+1) = n z^l.
  expect(net.forward[29]! - net.forward[0]!).toBeCloseTo(29 * 2 * Math.log(16), 9);
});

test("products are those of a matrix with inputs as rows", () => {
  const weights = Float32Array.of(1, 2, 3, 4, 5, 6);
  expect([...forwardProduct(weights, Float64Array.of(1, 10), 3)]).toEqual([41, 52, 63]);
  expect([...backwardProduct(weights, Float64Array.of(1, 10, 100), 2)]).toEqual([321, 654]);
});
