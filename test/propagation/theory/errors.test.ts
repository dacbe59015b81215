import { expect, test } from "vitest";
import {
  activationMoments,
  correlationMoments,
  fixedPoint,
  jacobianSpectrum,
  meanFieldCurve,
  supQuantile,
} from "../../../harness/propagation/theory/index.js";

const NETWORK = { initializer: "he_normal", activation: "relu", width: 10, depth: 3 };

test.each<[string, () => unknown, RegExp]>([
  ["q", () => activationMoments("tanh", Number.NaN), /^activationMoments: q must be a finite number >= 0, got NaN$/],
  ["q", () => activationMoments("tanh", -1), /^activationMoments: q must be .*, got -1$/],
  ["c", () => correlationMoments("tanh", 1, 1.5), /^correlationMoments: c must be in \[-1, 1\], got 1.5$/],
  ["c", () => correlationMoments("relu", 1, Number.NaN), /^correlationMoments: c must be/],
  ["activation", () => fixedPoint("reLU", 1, 0), /^activation: must be one of .*, got "reLU" \(did you mean \w+\?\)$/],
  ["sigmaW", () => fixedPoint("relu", Number.POSITIVE_INFINITY, 0), /^fixedPoint: sigmaW must be/],
  ["width", () => meanFieldCurve({ ...NETWORK, width: 0 }), /^network: width must be an integer >= 1, got 0$/],
  ["depth", () => meanFieldCurve({ ...NETWORK, depth: 2.5 }), /^network: depth must be an integer >= 1, got 2.5$/],
  ["widths", () => meanFieldCurve({ ...NETWORK, widths: [3] }), /^network: widths must list at least 2/],
  ["initializer", () => meanFieldCurve({ ...NETWORK, initializer: "ones" }), /^weightVariance: .*, got ones$/],
  ["initializer", () => meanFieldCurve({ ...NETWORK, initializer: "toString" }), /^weightVariance: .*, got toString$/],
  ["linear", () => jacobianSpectrum({ depth: 1, weights: "gaussian", linear: 0 }), /^jacobianSpectrum: linear must be/],
  ["alpha", () => supQuantile([0.5], 0), /^supQuantile: alpha must be/],
])("%s out of range is one line", (_what, call, message) => {
  expect(call).toThrow(message);
});
