import { expect, test } from "vitest";
import {
  correlationCurve,
  deadBatchFraction,
  deadEverywhereBounds,
  deadNetworkProbability,
} from "../../../harness/propagation/theory/index.js";

/** Lu et al. (2019), figure 4: widths 2, 3, 4 and ten layers; simulated probabilities lie between the bounds. */
test.each([
  [2, 0.92492, 0.87, 0.8791],
  [3, 0.69934, 0.513, 0.5782],
  [4, 0.44058, 0.204, 0.2946],
])("width %i, nine hidden layers", (width, upper, lower, simulated) => {
  expect(deadNetworkProbability(width, 9)).toBeCloseTo(upper, 5);
  const bounds = deadEverywhereBounds(width, 9);
  expect(bounds.lower).toBeCloseTo(lower, 3);
  expect(bounds.upper).toBeCloseTo(upper, 5);
  expect(simulated).toBeGreaterThan(bounds.lower);
  expect(simulated).toBeLessThan(bounds.upper);
});

test("a wide network's probability is not lost to rounding", () => {
  expect(deadNetworkProbability(200, 10) / (10 * 2 ** -200)).toBeCloseTo(1, 12);
});

test("with depth, half of the units are dead on a whole batch", () => {
  const c = correlationCurve({ initializer: "he_normal", activation: "relu", width: 512, depth: 50 }, 0);
  const at = (layer: number) => deadBatchFraction(c[layer - 1]!, 64);
  [0.062, 0.171, 0.286, 0.396].forEach((expected, i) => {
    expect(Math.abs(at([5, 10, 20, 50][i]!) - expected)).toBeLessThan(0.0006);
  });
  expect(deadBatchFraction(0, 10)).toBeCloseTo(2 ** -10, 14);
  expect(deadBatchFraction(0.5, 2)).toBeCloseTo(1 / 3, 13);
  expect(deadBatchFraction(1, 64)).toBe(0.5);
});
