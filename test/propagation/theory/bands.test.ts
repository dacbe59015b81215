/** Bands: quantiles of suprema against simulated ones, and predicted laws against exactly sampled networks. */
import { describe, expect, test } from "vitest";
import {
  bonferroniQuantile,
  correlationCurve,
  fixedPoint,
  forwardCurve,
  meanBand,
  type NetworkOptions,
  randomWalkCorrelations,
  sampleLengths,
  supQuantile,
} from "../../../harness/propagation/theory/index.js";
import { normalsOf } from "./normals.js";

const walk = (length: number) => randomWalkCorrelations(new Array<number>(length).fill(1));

describe("the supremum of a random walk", () => {
  // Simulated, with an uncertain last digit.
  test.each([
    [10, 2.57, 3.13],
    [30, 2.72, 3.28],
    [100, 2.88, 3.42],
  ])("over %i layers", (length, ...points) => {
    [0.05, 0.01].forEach((alpha, i) => {
      expect(Math.abs(supQuantile(walk(length), alpha) - points[i]!)).toBeLessThan(0.02);
    });
  });

  test("lies between one layer's quantile and Bonferroni's", () => {
    expect(supQuantile([], 0.05)).toBeCloseTo(1.959964, 5);
    expect(supQuantile([1, 1], 0.05)).toBeCloseTo(1.959964, 5);
    expect(supQuantile([0], 0.05)).toBeCloseTo(2.236477, 5); // (2 Phi(z) - 1)^2 = 0.95
    expect(supQuantile(walk(10), 0.05)).toBeLessThan(bonferroniQuantile(10, 0.05));
  });
});

const CONFIGURATIONS: readonly NetworkOptions[] = [
  { initializer: "he_normal", activation: "relu", width: 32, depth: 20 },
  { initializer: "glorot_normal", activation: "linear", width: 32, depth: 20 },
  { initializer: "he_normal", activation: "relu", widths: [64, 32, 96, 48, 16, 64] },
  { initializer: "glorot_normal", activation: "tanh", width: 128, depth: 25 },
  { initializer: "lecun_normal", activation: "selu", width: 128, depth: 25 },
  { initializer: "he_normal", activation: "leaky_relu_0.2", widths: [50, 100, 60, 80, 100], sigmaB: 0.3 },
  { initializer: 1, activation: "softplus", width: 100, depth: 6 },
];

const NETS = 400;

test.each(CONFIGURATIONS)("exact samples follow the forward law: $activation, $initializer", (options) => {
  const fill = normalsOf(1);
  const curves = Array.from({ length: NETS }, () => sampleLengths(options, fill).logQ);
  forwardCurve(options).forEach((law, l) => {
    const values = curves.map((curve) => curve[l]!);
    const mean = values.reduce((sum, x) => sum + x, 0) / NETS;
    const variance = values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (NETS - 1);
    const { low, high } = meanBand(law, NETS, 4);
    expect(mean).toBeGreaterThan(low);
    expect(mean).toBeLessThan(high);
    expect(Math.abs(Math.log(variance / law.variance))).toBeLessThan(0.3);
  });
});

test("bands of exact ReLU laws cover what they promise", () => {
  const options = { initializer: "he_normal", activation: "relu", width: 64, depth: 30 };
  const fill = normalsOf(2);
  const [nets, experiments] = [5, 200];
  const { low, high } = meanBand(forwardCurve(options).at(-1)!, nets, 1.959964);
  let inside = 0;
  for (let i = 0; i < experiments; i++) {
    let mean = 0;
    for (let net = 0; net < nets; net++) mean += sampleLengths(options, fill).logQ.at(-1)! / nets;
    if (mean > low && mean < high) inside++;
  }
  // 190 +- 3.1 of 200.
  expect(inside).toBeGreaterThan(177);
  expect(inside).toBeLessThan(200);
});

test("lengths are carried far beyond a double", () => {
  for (const [initializer, activation] of [
    [0.01, "tanh"],
    [1e6, "gelu"],
    [0.01, "selu"],
  ] as const) {
    const depth = 1000;
    const options = { initializer, activation, width: 20, depth };
    const { logQ } = sampleLengths(options, normalsOf(3));
    expect(logQ.every(Number.isFinite)).toBe(true);
    expect(forwardCurve(options).every(({ mean, variance }) => Number.isFinite(mean) && variance > 0)).toBe(true);
    expect(correlationCurve(options, 0).every(Number.isFinite)).toBe(true);
  }
});

test("a biased network settles at its fixed point", () => {
  const { qStar, cStar } = fixedPoint("relu", 1, 0.3);
  const options = { initializer: 1, activation: "relu", width: 10, depth: 200, sigmaB: 0.3 };
  expect(Math.exp(forwardCurve({ ...options, width: 1e9 }).at(-1)!.mean)).toBeCloseTo(qStar, 7);
  expect(correlationCurve(options, 0).at(-1)).toBeCloseTo(cStar!, 10);
});
