/** Uniform weights in narrow networks, where their kurtosis shows: real networks against the shifted laws. */
import { describe, expect, test } from "vitest";
import { signedUniformLaw, standardNormal } from "../../../harness/contract/law/index.js";
import { varianceScaling } from "../../../harness/contract/rule/index.js";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { tailShift } from "../../../harness/propagation/network/lightTails.js";
import { predict } from "../../../harness/propagation/network/predict.js";
import { simulate } from "../../../harness/propagation/network/simulate.js";
import { momentsOf } from "./helpers.js";

const NETS = 1500;

describe.each([
  ["relu", 2, 16, 12],
  ["linear", 1, 12, 10],
  ["leaky_relu_0.3", 1.8, 24, 8],
  ["tanh", 3, 40, 8],
  ["selu", 1, 40, 8],
] as const)("%s, sigma_w^2 %d, width %i", (name, scale, width, depth) => {
  const activation = activationByName(name);
  const widths = new Array<number>(depth + 1).fill(width);
  const rule = varianceScaling(signedUniformLaw, scale, "in");
  const [nets] = simulate({ rule, activations: [activation], widths, nets: NETS, seed: 12 });
  const about = { activation, widths, sigmaB: 0, seed: 1, draws: 4000, nets: 10 };
  const prediction = predict({ ...about, rule }, []);
  const normal = predict({ ...about, rule: varianceScaling(standardNormal, scale, "in") }, []);

  test("means and variances, forward, backward and of the gains", () => {
    for (const [l, pick] of [
      [depth - 1, "forward"],
      [0, "backward"],
      [0, "gain"],
      [depth - 1, "gain"],
    ] as const) {
      const logs = nets!.map((net) => net[pick][l]!).filter((log) => log > Number.NEGATIVE_INFINITY);
      const [law, seen] = [prediction[pick][l]!, momentsOf(logs)];
      const error = Math.sqrt(law.variance * (1 / logs.length + 1 / law.draws));
      expect(Math.abs(seen.mean - law.mean), `${pick} ${l + 1}`).toBeLessThan(4 * error);
      expect(Math.abs(Math.log(seen.variance / law.variance)), `${pick} ${l + 1}`).toBeLessThan(0.2);
    }
  });
  test("a gain's law is not that of normal weights", () => {
    expect(prediction.gain[1]!.variance).toBeLessThan(normal.gain[1]!.variance);
  });
});

test("ReLU and uniform weights: -14.4/n^2 a layer", () => {
  const shift = tailShift({ activation: "relu", initializer: 2, width: 100, depth: 6, kurtosis: 1.8 });
  expect(shift.forward[4]! - shift.forward[3]!).toBeCloseTo(-14.4e-4, 12);
  expect(shift.backward[1]! - shift.backward[2]!).toBeCloseTo(-14.4e-4, 12);
  expect(tailShift({ activation: "relu", initializer: 2, width: 100, depth: 2 }).forward).toEqual([0, 0]);
});
