/** The slope of a leaky ReLU that is tailored to a network: the number of another program, and what such networks do. */
import { expect, test } from "vitest";
import { leakyRelu } from "../../../harness/propagation/activation/index.js";
import { normalReader } from "../../../harness/propagation/network/normals.js";
import { cosine } from "../../../harness/propagation/network/signal.js";
import {
  correlationCurve,
  samplePreactivations,
  tailoredPlainSlope,
  tailoredSlope,
} from "../../../harness/propagation/theory/index.js";

test("the slope of the package dks for its own residual network, and its correlation 0.75", () => {
  const slope = tailoredSlope((step) => {
    let c = 0;
    for (const blocks of [3, 4, 23, 3])
      for (let b = 0; b < blocks; b++) c = 0.36 * (b === 0 ? step(c) : c) + 0.64 * step(step(step(c)));
    return step(c);
  }, 0.75);
  expect(slope).toBeCloseTo(0.6291800290346146, 7);
});

test("deeper networks are straighter; shallow ones leave inputs apart as they are", () => {
  expect(tailoredPlainSlope(10)).toBeNull();
  const slopes = [20, 50, 100, 1000].map((depth) => tailoredPlainSlope(depth)!);
  expect(slopes).toEqual([...slopes].sort((a, b) => a - b));
  expect(slopes.at(-1)).toBeLessThan(1);
});

test("networks of 2000 units bring orthogonal inputs to the correlation that was asked for", () => {
  const [depth, width, nets] = [20, 2000, 12];
  const slope = tailoredPlainSlope(depth, 0.8)!;
  const net = { initializer: 2 / (1 + slope ** 2), activation: leakyRelu(slope), width, depth };
  expect(correlationCurve(net, 0)[depth - 1]).toBeCloseTo(0.8, 12);
  const inputs = [
    [1, 0],
    [0, 1],
  ];
  const seen = Array.from({ length: nets }, (_, n) => {
    let last = Number.NaN;
    samplePreactivations(net, inputs, normalReader(n, "tailored"), (_layer, [a, b]) => {
      last = cosine(a!, b!);
    });
    return last;
  });
  const mean = seen.reduce((sum, c) => sum + c, 0) / nets;
  const error = Math.sqrt(seen.reduce((sum, c) => sum + (c - mean) ** 2, 0) / (nets - 1) / nets);
  expect(Math.abs(mean - 0.8)).toBeLessThan(4 * error);
});
