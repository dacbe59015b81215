/** Gains that are tuned to a depth, against infinitely wide networks, layer by layer. */
import { expect, test } from "vitest";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { tunedGain } from "../../../harness/propagation/recommend/tuned.js";
import { activationMoments } from "../../../harness/propagation/theory/index.js";

/** The larger change, of ln q or of ln g, by the maps of length and gradient themselves. */
function worst(activation: string, depth: number, gain: number): number {
  let [q, gradient] = [gain ** 2, 0];
  for (let l = 1; l < depth; l++) {
    const { phi2, dphi2 } = activationMoments(activation, q);
    gradient += Math.log(gain ** 2 * dphi2);
    q = gain ** 2 * phi2;
  }
  return Math.max(Math.abs(Math.log(q / gain ** 2)), Math.abs(gradient));
}

test.each([
  ["tanh", 40],
  ["tanh", 200],
  ["selu", 100],
  ["sigmoid", 100],
  ["softsign", 60],
])("%s, %i layers: no gain of an infinitely wide network changes less", (activation, depth) => {
  const gain = tunedGain(activationByName(activation), depth, 1e9)!;
  const best = worst(activation, depth, gain);
  for (const factor of [0.25, 0.5, 0.8, 0.95, 0.99, 0.999, 1.001, 1.01, 1.05, 1.25, 2, 4])
    expect(worst(activation, depth, factor * gain)).toBeGreaterThan(best);
});

test("nothing is tuned where every depth has the same gain", () => {
  expect(tunedGain(activationByName("relu"), 50, 64)).toBeNull();
  expect(tunedGain(activationByName("tanh"), 1, 64)).toBeNull();
});
