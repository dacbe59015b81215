import { expect, test } from "vitest";
import {
  BATCH_NORM_RELU_GRADIENT_GROWTH,
  fixupScale,
  layerNormGradientGrowth,
  residualGrowth,
  zeroPaddingMass,
} from "../../../harness/propagation/theory/index.js";

test("residual networks", () => {
  expect(residualGrowth(10)).toBe(1024);
  expect(residualGrowth(10, 1 / Math.sqrt(10))).toBeCloseTo(2.594, 3);
  expect(fixupScale(16, 2)).toBe(0.25);
});

test("normalized networks", () => {
  expect(BATCH_NORM_RELU_GRADIENT_GROWTH).toBeCloseTo(1.466942, 6);
  expect(layerNormGradientGrowth("relu")).toBe(1);
  expect(layerNormGradientGrowth("tanh")).toBeCloseTo(1.1778, 4);
  expect(layerNormGradientGrowth("gelu")).toBeCloseTo(1.072, 4);
});

test("zero padding loses mass at the border: ten 3x3 convolutions of a 16x16 image", () => {
  const mass = zeroPaddingMass({ size: 16, kernel: 3, depth: 10 });
  expect(mass.reduce((sum, m) => sum + m, 0) / mass.length).toBeCloseTo(0.6353, 4);
  expect(mass[0]).toBeCloseTo(0.0859, 4);
  expect(mass[8 * 16 + 8]).toBeCloseTo(0.997, 4);
});
