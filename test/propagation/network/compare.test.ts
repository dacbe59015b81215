/** Whole curves: right networks are inside, and every way of being wrong is seen. */
import { describe, expect, test } from "vitest";
import { signedUniformLaw, standardNormal } from "../../../harness/contract/law/index.js";
import { orthogonal, type Rule, varianceScaling } from "../../../harness/contract/rule/index.js";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { compare } from "../../../harness/propagation/network/compare.js";
import { predict } from "../../../harness/propagation/network/predict.js";
import { type NetCurves, simulate, simulateNet } from "../../../harness/propagation/network/simulate.js";
import { type LayerWeights, weightsOf } from "../../../harness/propagation/network/weights.js";
import { curvesOf, flatPrediction } from "./helpers.js";

const ALPHA = 1e-6;
const widths = new Array<number>(21).fill(48);
const he = (scale = 2): Rule => varianceScaling(standardNormal, scale, "in");

function judged(nets: readonly NetCurves[], activation: string, rule: Rule, sizes = widths, sigmaB = 0) {
  const about = { rule, activation: activationByName(activation), widths: sizes, sigmaB };
  const options = { ...about, seed: 1, draws: 400, nets: nets.length };
  return compare(nets, predict(options, nets), ALPHA);
}

const run = (rule: Rule, activation: string, sizes = widths, sigmaB = 0, nets = 12): readonly NetCurves[] =>
  simulate({ rule, activations: [activationByName(activation)], widths: sizes, nets, seed: 2, sigmaB })[0]!;

/** Networks of he weights in which something is done to a layer. */
const tampered = (tamper: (weights: Float32Array, layer: number, of: LayerWeights) => Float32Array): NetCurves[] =>
  Array.from({ length: 12 }, (_, net) => {
    const weights = weightsOf(he(), widths, 3, net);
    const layers = (layer: number): Float32Array => tamper(weights(layer), layer, weights);
    return simulateNet({ activations: [activationByName("relu")], widths, seed: 3 }, layers, net)[0]!;
  });

describe("right networks are inside", () => {
  test.each([
    ["relu", he(), widths, 0],
    ["linear", he(), widths, 0],
    ["relu", varianceScaling(signedUniformLaw, 2, "in"), widths, 0],
    ["relu", he(), [784, 64, 32, 10], 0],
    ["tanh", he(), widths, 0],
    ["selu", varianceScaling(standardNormal, 1, "avg"), [20, 60, 90, 40, 80], 0],
    ["gelu", he(), widths, 0.3],
    ["relu", he(), widths, 0.5],
    ["relu", orthogonal(Math.SQRT2), widths, 0],
    ["tanh", orthogonal(1.2), widths, 0],
    ["linear", orthogonal(1), widths, 0],
  ] as const)("%s", (activation, rule, sizes, sigmaB) => {
    const { verdict, scale } = judged(run(rule, activation, [...sizes], sigmaB), activation, rule, [...sizes], sigmaB);
    expect(verdict).toBe("pass");
    if (scale !== null) expect(Math.abs(scale.error)).toBeLessThan(scale.band);
  });
});

describe("wrong networks are outside", () => {
  const wrong = (nets: readonly NetCurves[]) => judged(nets, "relu", he());
  test("untouched ones pass", () => expect(wrong(tampered((weights) => weights)).verdict).toBe("pass"));
  test("a scale that every layer shares: sized, and at the size that is said to be detected", () => {
    const detects = wrong(tampered((weights) => weights)).scale!.detects;
    expect(detects).toBeLessThan(0.1);
    for (const factor of [1 + 1.5 * detects, 1 / (1 + 1.5 * detects)]) {
      const { verdict, scale } = wrong(run(he(2 * factor), "relu"));
      expect(verdict).toBe("fail");
      expect(Math.abs(scale!.error - (factor - 1))).toBeLessThan(scale!.band);
    }
  });
  test("one layer of another scale", () => {
    const { gain, verdict } = wrong(
      tampered((weights, layer) => (layer === 17 ? weights.map((w) => 1.5 * w) : weights)),
    );
    expect(verdict).toBe("fail");
    expect(gain.flatMap(({ inside }, l) => (inside === false ? [l + 1] : []))).toEqual([17]);
  });
  test("weights that are tied to the layer before: only the curves can tell", () => {
    // Every layer the transpose of the one before, up to the diagonal's sign: entries right, products wrong.
    const { verdict } = wrong(
      tampered((weights, layer, of) => (layer % 2 === 0 ? transposed(of(layer - 1)) : weights)),
    );
    expect(verdict).toBe("fail");
  });
  test("a layer without weights", () => {
    expect(
      wrong(tampered((weights, layer) => (layer === 9 ? new Float32Array(weights.length) : weights))).verdict,
    ).toBe("fail");
  });
  test("a NaN never passes", () => {
    const { verdict } = wrong(tampered((weights, layer) => (layer === 9 ? weights.map(() => Number.NaN) : weights)));
    expect(verdict).not.toBe("pass");
  });
  test("an orthogonal layer that is not", () => {
    expect(judged(run(he(), "relu"), "relu", orthogonal(Math.SQRT2)).verdict).toBe("fail");
  });
  test("one net among many dead is no accident", () => {
    const nets = [...run(he(), "relu").slice(1), tampered((weights) => weights.map(() => 0))[0]!];
    expect(wrong(nets).verdict).toBe("fail");
  });
});

describe("doubt", () => {
  test("one curve of NaN", () => {
    const nets = [curvesOf([0, 0]), curvesOf([0, Number.NaN])];
    expect(compare(nets, flatPrediction(2), ALPHA).verdict).toBe("undetermined");
    expect(compare(nets.slice(0, 1), flatPrediction(2), ALPHA).verdict).toBe("pass");
  });
  test("nothing measured", () => expect(compare([], flatPrediction(3), ALPHA).verdict).toBe("undetermined"));
  test("nothing predicted", () => {
    const none = [null, null];
    const prediction = { basis: "", forward: none, backward: none, gain: none, gainDependence: 1, walks: false };
    expect(compare([curvesOf([0, 0])], prediction, ALPHA).verdict).toBe("undetermined");
  });
  test("narrow ReLU networks that have all died", () => {
    const sizes = new Array<number>(41).fill(2);
    expect(judged(run(he(), "relu", sizes), "relu", he(), sizes).verdict).toBe("undetermined");
  });
  test("narrow ReLU networks of which some live are judged by those", () => {
    const sizes = new Array<number>(9).fill(4);
    const nets = run(he(), "relu", sizes, 0, 40);
    const { forward, verdict } = judged(nets, "relu", he(), sizes);
    expect(forward.at(-1)!.alive).toBeGreaterThan(0);
    expect(forward.at(-1)!.alive).toBeLessThan(40);
    expect(verdict).toBe("pass");
  });
});

function transposed(weights: Float32Array): Float32Array {
  const n = Math.sqrt(weights.length);
  return weights.map((_, at) => weights[(at % n) * n + Math.floor(at / n)]!);
}
