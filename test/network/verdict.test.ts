/** The words for how signals fare, for initializers and activations whose fate is known. */
import { describe, expect, test } from "vitest";
import { activationByName } from "../../harness/activation/index.js";
import { standardNormal } from "../../harness/law/index.js";
import { compare } from "../../harness/network/compare.js";
import { outlookOf } from "../../harness/network/outlook.js";
import { predict } from "../../harness/network/predict.js";
import { simulate } from "../../harness/network/simulate.js";
import { slopesOf } from "../../harness/network/slopes.js";
import { verdictOf } from "../../harness/network/verdict.js";
import { warningsOf } from "../../harness/network/warnings.js";
import { weightKind } from "../../harness/network/weightKind.js";
import { orthogonal, type Rule, varianceScaling } from "../../harness/rule/index.js";
import { activationMoments, gains } from "../../harness/theory/index.js";
import * as catalogue from "../../initializers/index.js";
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
  return { ...verdictOf({ outlook, isConstant: kind.kind === "constant", comparison, nets }), comparison, prediction };
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
  ["selu", scaled(1), "stable but chaotic"],
  ["sigmoid", scaled(1), "vanishing"],
  ["gelu", scaled(2), "vanishing"],
  ["gelu", scaled(atItsFixedPoint("gelu")), "stable but repelling"],
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

test("biases that feed a ReLU network make lengths grow linearly", () => {
  expect(fateOf(scaled(2), "relu", { sigmaB: 1, depth: 20 }).fate).toBe("exploding slowly");
});

test("narrow ReLU networks die", () => {
  const { fate, reason } = fateOf(scaled(2), "relu", { width: 3, nets: 20 });
  expect(fate).toBe("dead");
  expect(reason).toMatch(/^nothing is left/);
});

test("e-folds and the layer that float32 loses: half the variance a layer", () => {
  const { efoldLayers, float32LostAtLayer, slopes } = fateOf(scaled(1), "relu", { width: 128, depth: 320, nets: 1 });
  expect(efoldLayers).toBeCloseTo(1 / Math.LN2, 6);
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
