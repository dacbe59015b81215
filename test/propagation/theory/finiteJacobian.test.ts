/** Finite widths of the Jacobian's spectrum, and correlations, against their limits and against one another. */
import { describe, expect, test } from "vitest";
import { tracyWidom1Sf } from "../../../harness/numeric/index.js";
import {
  correlationCurve,
  finiteJacobianVariance,
  jacobianSpectrum,
  jacobianVariance,
  largestJacobianValue,
  layerSingularValue,
  meanSingularValue,
  samplePreactivations,
} from "../../../harness/propagation/theory/index.js";
import { normalsOf } from "./normals.js";

describe.each(["gaussian", "orthogonal"] as const)("%s weights", (weights) => {
  test.each([
    ["linear", 1],
    ["relu", 2],
  ] as const)("%s: the variance at finite width tends to its limit as 1/n", (activation, ratio) => {
    const limit = jacobianVariance(16, weights, ratio);
    const excess = (width: number) =>
      width * (finiteJacobianVariance({ width, depth: 16, weights, activation }) - limit);
    expect(excess(1e6) - excess(1e7)).toBeLessThan(0.01 * Math.max(1, Math.abs(excess(1e7))));
    expect(Math.abs(excess(1e7)) / 1e7).toBeLessThan(1e-3);
  });
});

test("one Gaussian layer: E tr (W W^T)^2 / n - E (tr W W^T / n)^2 = 1 + 1/n - 2/n^2", () => {
  const n = 10;
  const variance = finiteJacobianVariance({ width: n, depth: 1, weights: "gaussian", activation: "linear" });
  expect(variance).toBeCloseTo(1 + 1 / n - 2 / n ** 2, 14);
});

test("the Tracy-Widom mean in use is the mean of the law", () => {
  // E X = integral of P(X > s) over s > -L, less L, by the trapezoidal rule.
  let sum = 0;
  const step = 0.25;
  for (let s = -10; s < 14; s += step) sum += step * tracyWidom1Sf(s);
  const mean = sum - step / 2 - 10;
  const shift = largestJacobianValue({ depth: 1, weights: "gaussian", linear: 1 }, 1000) - 4;
  expect(shift / (4 / 1000) ** (2 / 3)).toBeCloseTo(mean, 5);
});

test("a spectrum that is one point has no fluctuating edge", () => {
  const point = { depth: 8, weights: "orthogonal", linear: 1 } as const;
  expect(largestJacobianValue(point, 100)).toBe(jacobianSpectrum(point).max);
});

test("a linear layer's mean singular value is the quarter-circle law's, and steep activations lower it", () => {
  expect(layerSingularValue("linear", 1, 0.7)).toBeCloseTo(meanSingularValue(0.7), 12);
  expect(layerSingularValue("tanh", 1e-8, 1)).toBeCloseTo(meanSingularValue(1), 6);
  expect(layerSingularValue("relu", 1, 1)).toBeLessThan(meanSingularValue(1));
  expect(() => layerSingularValue("tanh", -1, 1)).toThrow("q must be");
});

test("sampled correlations tend to the correlation map with width", () => {
  const depth = 5;
  const c = correlationCurve({ initializer: "he_normal", activation: "relu", width: 1, depth }, 0.2);
  const fill = normalsOf(3);
  const square = [
    [1, 0.2],
    [0.2, 1],
  ];
  const net = { initializer: "he_normal", activation: "relu", width: 100_000, depth } as const;
  samplePreactivations(net, square, fill, (layer, [a, b]) => {
    let [ab, aa, bb] = [0, 0, 0];
    for (let i = 0; i < a!.length; i++) {
      ab += a![i]! * b![i]!;
      aa += a![i]! ** 2;
      bb += b![i]! ** 2;
    }
    expect(Math.abs(ab / Math.sqrt(aa * bb) - c[layer - 1]!)).toBeLessThan(0.02);
  });
});
