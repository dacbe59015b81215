/** The words for how signals fare, for initializers and activations whose fate is known. */
import { describe, expect, test } from "vitest";
import { standardNormal } from "../../../harness/contract/law/index.js";
import { orthogonal, type Rule, varianceScaling } from "../../../harness/contract/rule/index.js";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { type Change, changeOf } from "../../../harness/propagation/network/change.js";
import { compare } from "../../../harness/propagation/network/compare.js";
import { type Criticality, fateOf as wordOf } from "../../../harness/propagation/network/fate.js";
import { outlookOf } from "../../../harness/propagation/network/outlook.js";
import { predict } from "../../../harness/propagation/network/predict.js";
import { simulate } from "../../../harness/propagation/network/simulate.js";
import { slopesOf } from "../../../harness/propagation/network/slopes.js";
import { verdictOf } from "../../../harness/propagation/network/verdict.js";
import { warningsOf } from "../../../harness/propagation/network/warnings.js";
import { weightKind } from "../../../harness/propagation/network/weightKind.js";
import { activationMoments, gains, reluLogRatio } from "../../../harness/propagation/theory/index.js";
import * as catalogue from "../../../initializers/index.js";
import { curvesOf, flatPrediction } from "./helpers.js";

const scaled = (scale: number): Rule => varianceScaling(standardNormal, scale, "in");

function fateOf(rule: Rule, activation: string, { width = 64, depth = 40, sigmaB = 0, nets = 3, drawn = rule } = {}) {
  const widths = new Array<number>(depth + 1).fill(width);
  const phi = activationByName(activation);
  const [measured] = simulate({ rule: drawn, activations: [phi], widths, nets, seed: 1, sigmaB });
  const about = { rule, activation: phi, widths, sigmaB };
  const prediction = predict({ ...about, seed: 1, draws: 60, nets }, measured!);
  const comparison = compare(measured!, prediction, 1e-6);
  const kind = weightKind(about);
  const outlook = kind.kind === "independent" || kind.kind === "orthogonal" ? outlookOf(kind.net) : null;
  const isConstant = kind.kind === "constant";
  const correlation = measured!.reduce((sum, net) => sum + net.correlation.at(-1)!, 0) / nets;
  const input = { widths, outlook, prediction, isConstant, comparison, nets, correlation };
  return { ...verdictOf(input), comparison, prediction };
}

/** sigma_w^2 whose first layer, q = sigma_w^2, is a fixed point: E[phi^2] = 1. */
function atItsFixedPoint(activation: string): number {
  let [low, high] = [1, 10];
  while (high - low > 1e-15 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (activationMoments(activation, middle).phi2 < 1) low = middle;
    else high = middle;
  }
  return low;
}

test.each([
  ["relu", scaled(2), "stable"],
  ["relu", scaled(1), "vanishing"],
  ["relu", scaled(4), "exploding"],
  ["tanh", scaled(1), "vanishing slowly"],
  ["tanh", scaled(0.64), "vanishing"],
  ["tanh", scaled(25 / 9), "stable but chaotic"],
  ["sigmoid", scaled(1), "vanishing"],
  ["gelu", scaled(2), "vanishing"],
  // The same gain that holds q = 1, from q = sigma_w^2 above it.
  ["gelu", scaled(gains("gelu").forward ** 2), "exploding"],
  ["linear", orthogonal(1), "stable"],
  ["relu", orthogonal(Math.SQRT2), "stable"],
  ["linear", catalogue.ones.rule, "rank one"],
  ["tanh", catalogue.ones.rule, "rank one"],
  ["relu", catalogue.zeros.rule, "dead"],
  ["sigmoid", catalogue.zeros.rule, "dead"],
] as const)("%s %#: %s", (activation, rule, fate) => {
  expect(fateOf(rule, activation).fate).toBe(fate);
});

test("SELU: gradients grow by chi_1 = 1.0716 a layer, a factor e^2 over 60 layers", () => {
  expect(fateOf(scaled(1), "selu", { depth: 12 }).fate).toBe("stable");
  const { fate, criticality, decidedBy, value, change } = fateOf(scaled(1), "selu", { depth: 60 });
  expect([fate, decidedBy, value]).toEqual(["stable but chaotic", "change_backward", change.backward]);
  expect(criticality.chi1).toBeCloseTo(1.0716, 4);
});

test("GELU at its fixed point is driven away by chi_parallel a layer, before it is seen", () => {
  const { fate, criticality, decidedBy, value } = fateOf(scaled(atItsFixedPoint("gelu")), "gelu", {
    width: 1024,
    depth: 30,
    nets: 1,
  });
  expect([fate, decidedBy]).toEqual(["stable but repelling", "depth_ln_chi_parallel"]);
  expect(value).toBeCloseTo(29 * Math.log(criticality.chiParallel!), 12);
});

test("biases that feed a ReLU network make lengths grow linearly", () => {
  const { fate, change } = fateOf(scaled(2), "relu", { sigmaB: 1, depth: 30, width: 256 });
  expect(fate).toBe("exploding slowly");
  // ln q of layer l is ln(2 + l) at infinite width.
  expect(Math.abs(change.forward! - Math.log(32 / 3))).toBeLessThan(0.2);
});

describe("a word follows the change over the whole network", () => {
  test("widths alone make nothing vanish: 784-512-10 divides ln g by 512 / 10 on the way back", () => {
    const phi = activationByName("relu");
    const about = { rule: catalogue.heNormal.rule, activation: phi, widths: [784, 512, 10], sigmaB: 0 };
    const [measured] = simulate({ ...about, activations: [phi], nets: 4, seed: 1 });
    const prediction = predict({ ...about, seed: 1, draws: 60, nets: 4 }, measured!);
    expect(prediction.backward[0]!.mean).toBeCloseTo(Math.log(10 / 512), 1);
    const comparison = compare(measured!, prediction, 1e-6);
    const kind = weightKind(about);
    const outlook = outlookOf(kind.net);
    const input = { widths: about.widths, outlook, prediction, isConstant: false, comparison, nets: 4 };
    expect(verdictOf({ ...input, correlation: 0.5 })).toMatchObject({ fate: "stable", efoldLayers: null });
    expect(changeOf([0, 0], [Math.log(10 / 512), 0], [784, 512, 10])).toEqual({ forward: 0, backward: 0 });
    // Whoever keeps gradients instead lets ln q rise by as much; more than that is a change.
    expect(changeOf([0, Math.log(51.2)], [0, 0], [784, 512, 10]).forward).toBeCloseTo(0, 12);
    expect(changeOf([0, 2 + Math.log(51.2)], [0, 0], [784, 512, 10]).forward).toBeCloseTo(2, 12);
  });
  test("a third of a factor e is no explosion", () => {
    const decision = decide({ forward: 0.33, backward: 0.2 }, 12);
    expect(decision).toEqual({ fate: "stable", decidedBy: "change_forward", value: 0.33 });
  });
  test("tanh at the critical point vanishes slowly at depth 100, and still at 120", () => {
    for (const depth of [100, 120]) {
      expect(fateOf(scaled(1), "tanh", { depth, width: 128, nets: 1 }).fate).toBe("vanishing slowly");
    }
  });
  test("no word is taken back with depth", () => {
    const order = ["stable", "vanishing"];
    const fates = [2, 4, 8, 16, 32].map((depth) => order.indexOf(fateOf(scaled(1.6), "relu", { depth }).fate));
    expect(fates).toEqual([...fates].sort((a, b) => a - b));
    expect([fates[0], fates.at(-1)]).toEqual([0, 1]);
  });
  test("narrow networks that collapse are not stable, and it is said why", () => {
    const { fate, reason } = fateOf(scaled(2), "leaky_relu_0.01", { width: 8, depth: 100, nets: 20 });
    expect(fate).toBe("vanishing");
    expect(reason).toContain("narrowness");
  });
  test("gradients that explode where inputs do not part are not chaos", () => {
    const unchaotic = { chi1: 1, chiParallel: null, isSlow: false };
    expect(decide({ forward: 0, backward: 3 }, 9, unchaotic).fate).toBe("exploding");
    expect(decide({ forward: 0, backward: 3 }, 9, { ...unchaotic, chi1: 1.2 }).fate).toBe("stable but chaotic");
    expect(decide({ forward: 0, backward: 3 }, 9, { ...unchaotic, chi1: null }, 0.3).fate).toBe("stable but chaotic");
    expect(decide({ forward: 0, backward: 3 }, 9, { ...unchaotic, chi1: null }, 0.999).fate).toBe("exploding");
    expect(decide({ forward: 0, backward: 3 }, 9, { ...unchaotic, chi1: null }, Number.NaN).fate).toBe("exploding");
  });
});

const decide = (
  change: Change,
  depth: number,
  criticality: Criticality = { chi1: null, chiParallel: null, isSlow: false },
  correlation = Number.NaN,
) => wordOf({ change, depth, criticality, correlation });

test("narrow ReLU networks die", () => {
  const { fate, reason } = fateOf(scaled(2), "relu", { width: 3, nets: 20 });
  expect(fate).toBe("dead");
  expect(reason).toMatch(/^all values are 0/);
});

test("e-folds and the layer that float32 loses: half the variance a layer", () => {
  const { efoldLayers, float32LostAtLayer, slopes } = fateOf(scaled(1), "relu", { width: 128, depth: 320, nets: 1 });
  // Half a layer, and what 128 units lose of it.
  expect(efoldLayers).toBeCloseTo(-1 / reluLogRatio(128, 128, 1).mean, 6);
  // 2 x 149 at infinite width; lengths wander by sqrt(5 l / n).
  expect(Math.abs(float32LostAtLayer! - 298)).toBeLessThan(20);
  expect(slopes.forward!).toBeLessThan(-0.5);
});

test("gradients alone may be lost: the layer they do not reach", () => {
  const { float32LostAtLayer } = fateOf(scaled(1), "sigmoid", { depth: 100, nets: 1 });
  // ln 0.055 a layer: 206 / 2.9 layers below the top.
  expect(float32LostAtLayer!).toBeGreaterThan(20);
  expect(float32LostAtLayer!).toBeLessThan(40);
});

test("networks that do not follow their contract are judged by what they do", () => {
  const { fate, comparison } = fateOf(scaled(2), "relu", { drawn: scaled(1) });
  expect(comparison.verdict).toBe("fail");
  expect(fate).toBe("vanishing");
});

test("one layer has no slope", () => {
  expect(fateOf(scaled(2), "relu", { depth: 1 }).fate).toBe("undetermined");
  expect(slopesOf([0], [0])).toEqual({ forward: null, backward: null });
  expect(slopesOf([0, 2, 4, 7], [9, 6, 1, 0])).toEqual({ forward: 3, backward: 1 });
});

describe("warnings", () => {
  const comparison = compare([curvesOf([0, 0]), curvesOf([0, Number.NEGATIVE_INFINITY])], flatPrediction(2), 0.01);
  const input = { comparison, prediction: flatPrediction(2, 0.5), nets: 2, correlation: 0.5 };
  test("dead networks", () => expect(warningsOf(input)).toEqual(["dead networks: 1 of 2"]));
  test("inputs that are one to the layers above", () => {
    expect(warningsOf({ ...input, correlation: 0.995 })[0]).toContain("collapsing inputs");
    expect(warningsOf({ ...input, correlation: Number.NaN })).toHaveLength(1);
  });
  test("networks that differ", () => {
    expect(warningsOf({ ...input, prediction: flatPrediction(2, 1.5) })[0]).toContain("narrow for this depth");
  });
});
