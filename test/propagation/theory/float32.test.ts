import { expect, test } from "vitest";
import { float32Horizon, float32LostAtLayer, meanFieldCurve } from "../../../harness/propagation/theory/index.js";

test("the horizon is where repeated factors leave float32", () => {
  for (const ratio of [0.5, 0.3, 2, 7]) {
    let [square, layers] = [Math.fround(1), 0];
    while (square > 0 && Number.isFinite(square)) {
      square = Math.fround(square * ratio);
      layers++;
    }
    expect(Math.abs(float32Horizon(Math.log(ratio), "squares") - layers)).toBeLessThanOrEqual(2);
    expect(float32Horizon(Math.log(ratio))).toBe(2 * float32Horizon(Math.log(ratio), "squares"));
  }
  expect(float32Horizon(0)).toBe(Number.POSITIVE_INFINITY);
});

test("weights of variance 1/(3n) with ReLU lose their squares after 58 layers and their values after 116", () => {
  const curve = meanFieldCurve({ initializer: 1 / 3, activation: "relu", width: 100, depth: 400 });
  expect(float32LostAtLayer(curve, "squares")).toBe(59);
  expect(float32LostAtLayer(curve)).toBe(116);
  expect(float32LostAtLayer(curve.slice(0, 100))).toBeNull();
});
