/** Predictions against networks: means, variances and skewness of what real, or exact reference, networks show. */
import { describe, expect, test } from "vitest";
import { initializerNamed } from "../../../harness/contract/index.js";
import { ruleOf } from "../../../harness/contract/initializer.js";
import { affine, standardNormal } from "../../../harness/contract/law/index.js";
import { independent, orthogonal, type Rule, sparse, varianceScaling } from "../../../harness/contract/rule/index.js";
import { shapeOf } from "../../../harness/contract/shape.js";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { gaussianGain, orthogonalGain } from "../../../harness/propagation/network/layerGain.js";
import type { LayerLaw } from "../../../harness/propagation/network/layerLaw.js";
import { normalReader } from "../../../harness/propagation/network/normals.js";
import { predict } from "../../../harness/propagation/network/predict.js";
import { type NetCurves, simulate } from "../../../harness/propagation/network/simulate.js";
import { weightKind } from "../../../harness/propagation/network/weightKind.js";
import { network } from "../../../harness/propagation/theory/network.js";
import * as catalogue from "../../../initializers/index.js";
import { presets } from "../../../initializers/presets/index.js";
import { readGolden } from "../../golden/read.js";
import { momentsOf, referenceNetworks } from "./helpers.js";

const variance = (scale: number): Rule => varianceScaling(standardNormal, scale, "in");

function predicted(
  rule: Rule,
  activation: string,
  widths: readonly number[],
  sigmaB = 0,
  nets: readonly NetCurves[] = [],
) {
  return predict(
    { rule, activation: activationByName(activation), widths, sigmaB, seed: 1, draws: 200, nets: 10 },
    nets,
  );
}

/** Mean within 4.5 standard errors, variance within 25%: what 1500 networks can tell. */
function expectLaw(logs: readonly number[], law: LayerLaw | null, at: string): void {
  const seen = momentsOf(logs);
  expect(law, at).not.toBeNull();
  const error = Math.sqrt(law!.variance * (1 / logs.length + 1 / law!.draws));
  expect(Math.abs(seen.mean - law!.mean), at).toBeLessThanOrEqual(4.5 * error + law!.rounding);
  if (law!.variance > 1e-12)
    expect(Math.abs(Math.log(seen.variance / law!.variance)), at).toBeLessThan(0.25 + 2 / Math.sqrt(law!.draws));
}

describe("networks without matrices follow the predictions", () => {
  const square = (width: number, depth: number): number[] => new Array<number>(depth + 1).fill(width);
  test.each([
    ["gaussian", "relu", 2, square(20, 12), 0, "exact laws"],
    ["gaussian", "linear", 1, [30, 10, 20, 40], 0, "exact laws"],
    ["gaussian", "tanh", 3, square(200, 12), 0, "laws to order 1/width"],
    ["gaussian", "selu", 1, square(100, 12), 0, "laws to order 1/width"],
    ["gaussian", "leaky_relu_0.2", 1.8, [50, 100, 60, 80, 100], 0.3, "200 reference networks"],
    ["gaussian", "gelu", 2, square(30, 10), 0, "200 reference networks"],
    ["orthogonal", "relu", 2, square(20, 12), 0, "exact laws"],
    ["orthogonal", "linear", 1, square(20, 12), 0, "exact laws"],
    ["orthogonal", "tanh", 2, square(20, 12), 0, "200 reference networks"],
  ] as const)("%s, %s, sigma_w^2 %d", (kind, activation, sigmaW2, widths, sigmaB, basis) => {
    const rule = kind === "gaussian" ? variance(sigmaW2) : orthogonal(Math.sqrt(sigmaW2));
    const prediction = predicted(rule, activation, widths, sigmaB);
    expect(prediction.basis).toBe(basis);
    const fill = normalReader(6, "fresh");
    const net = network({ initializer: sigmaW2, activation, widths: [...widths], sigmaB });
    const lengths = referenceNetworks(net, kind, fill, 1500);
    widths.slice(1).forEach((_, l) => {
      for (const direction of ["forward", "backward"] as const) {
        expectLaw(
          lengths.map((one) => one[direction][l]!),
          prediction[direction][l]!,
          `${direction} ${l + 1}`,
        );
      }
    });
  });
});

test.each(readGolden("prop_finite_width_relu.csv").filter(({ width }) => Number(width) >= 32))(
  "golden ReLU layer of $width units: forward and backward steps",
  (row) => {
    const width = Number(row["width"]);
    const { forward, backward } = predicted(variance(2), "relu", new Array<number>(6).fill(width));
    const [a, b] = [forward[3]!, forward[4]!];
    expect(b.mean - a.mean).toBeCloseTo(Number(row["E_ln_ratio_per_layer"]), 12);
    expect(b.variance - a.variance).toBeCloseTo(Number(row["Var_ln_ratio_per_layer"]), 12);
    expect(backward[0]!.mean).toBeCloseTo(4 * Number(row["E_ln_ratio_per_layer"]), 12);
    // The skewness of four independent steps is half that of one.
    expect(backward[0]!.skewness[0]).toBeCloseTo(Number(row["skew_ln_ratio_per_layer"]) / 2, 12);
  },
);

describe("gains of the weights alone", () => {
  test.each([
    [[12, 5, 9, 9], "gaussian"],
    [[12, 5, 9, 9], "orthogonal"],
  ] as const)("%j, %s", (widths, kind) => {
    const rule = kind === "gaussian" ? variance(1.7) : orthogonal(1.3);
    const [nets] = simulate({ rule, activations: [activationByName("tanh")], widths, nets: 1500, seed: 3 });
    const options = {
      activation: "tanh",
      widths: [...widths],
      initializer: (i: number, o: number) => rule.expect(shapeOf([i, o], "io")).law.variance,
    };
    const laws = kind === "gaussian" ? gaussianGain(network(options)) : orthogonalGain(network(options));
    laws.forEach((law, l) => {
      const logs = nets!.map(({ gain }) => gain[l]!);
      expectLaw(logs, law, `${l + 1}`);
      const { mean, variance: spread } = momentsOf(logs);
      if (law.variance === 0) return;
      const skewness = momentsOf(logs.map((x) => ((x - mean) / Math.sqrt(spread)) ** 3)).mean;
      expect(Math.abs(skewness - law.skewness[0])).toBeLessThan(0.4);
    });
  });
});

describe("constant weights", () => {
  const widths = [20, 20, 20, 20, 20];
  test.each(["linear", "relu", "tanh", "sigmoid", "selu"])("ones, %s: chains of numbers", (activation) => {
    const rule = catalogue.ones.rule;
    const nets = simulate({ rule, activations: [activationByName(activation)], widths, nets: 6, seed: 2 })[0]!;
    const { forward, backward, basis } = predicted(rule, activation, widths, 0, nets);
    expect(basis).toBe("rank-one chains");
    for (const [l] of widths.slice(1).entries()) {
      for (const [law, pick] of [
        [forward[l], "forward"],
        [backward[l], "backward"],
      ] as const) {
        const alive = nets.map((net) => net[pick][l]!).filter((log) => log > Number.NEGATIVE_INFINITY);
        expect(law!.deadProbability).toBe(1 - alive.length / nets.length);
        if (alive.length > 0)
          expect(Math.abs(momentsOf([...alive, ...alive]).mean - law!.mean)).toBeLessThan(
            Math.max(1e-12, law!.rounding),
          );
      }
    }
  });
  test("a chain that rounding has lost says nothing, and the others are still judged", () => {
    // Negative sums are iterated by GELU's negative lobe, a chaotic map.
    const deep = new Array<number>(41).fill(256);
    const rule = catalogue.ones.rule;
    const nets = simulate({ rule, activations: [activationByName("gelu")], widths: deep, nets: 20, seed: 0 })[0]!;
    const isKnown = (law: LayerLaw | null): boolean => law !== null && Number.isFinite(law.mean);
    expect(predicted(rule, "gelu", deep, 0, nets).forward.every(isKnown)).toBe(true);
    const isLost = nets.map((net) => predicted(rule, "gelu", deep, 0, [net]).forward.includes(null));
    expect(new Set(isLost)).toEqual(new Set([true, false]));
  });
  test("zeros are dead", () => {
    const rule = catalogue.zeros.rule;
    const nets = simulate({ rule, activations: [activationByName("sigmoid")], widths, nets: 2, seed: 2 })[0]!;
    const { forward, backward } = predicted(rule, "sigmoid", widths, 0, nets);
    expect([...forward, ...backward.slice(0, -1)].every((law) => law!.deadProbability === 1)).toBe(true);
  });
});

describe("what no theory speaks of is held to networks of its own law", () => {
  test.each([
    ["sparse", sparse(0.5, 1), 0, [6, 4, 9, 5]],
    ["identity", catalogue.identity.rule({ gain: 1 }), 0, [4, 4, 4, 4]],
    ["weights of a mean", independent(affine(standardNormal, 0.3, 0.5)), 0, [6, 4, 9, 5]],
    ["orthogonal, not square, with biases", orthogonal(1), 0.1, [6, 4, 9, 5]],
    ["uniform in narrow layers", catalogue.heUniform.rule, 0.2, [6, 4, 9, 5]],
    ["truncated in narrow layers", ruleOf(initializerNamed(presets, "keras:he_normal")), 0, [6, 4, 9, 5]],
  ] as const)("%s", (_, rule, sigmaB, widths) => {
    const prediction = predicted(rule as Rule, "selu", widths, sigmaB);
    expect(prediction.basis).toBe("200 reference networks");
    const about = { rule: rule as Rule, activations: [activationByName("selu")], widths, nets: 600, seed: 9, sigmaB };
    const [nets] = simulate(about);
    for (const pick of ["forward", "backward", "gain"] as const) {
      prediction[pick].forEach((law, l) => {
        const logs = nets!.map((net) => net[pick][l]!);
        expectLaw(logs, law, `${pick} ${l + 1}`);
      });
    }
  });
});

test("a dead layer's probability is that of all layers crossed, whatever their widths", () => {
  const { forward, backward } = predicted(variance(2), "relu", [5, 2, 3, 4]);
  expect(forward.map((law) => law!.deadProbability)).toEqual([
    0,
    expect.closeTo(1 / 4, 14),
    expect.closeTo(1 - (3 / 4) * (7 / 8), 14),
  ]);
  expect(backward.map((law) => law!.deadProbability)).toEqual([
    expect.closeTo(1 - (3 / 4) * (7 / 8), 14),
    expect.closeTo(1 - (3 / 4) * (7 / 8), 14),
    0,
  ]);
});

test("the more networks are compared, the less of an expansion is trusted", () => {
  const widths = new Array<number>(21).fill(200);
  const basisFor = (nets: number): string =>
    predict(
      {
        rule: variance(1),
        activation: activationByName("tanh"),
        widths,
        sigmaB: 0,
        seed: 1,
        draws: 20,
        nets,
      },
      [],
    ).basis;
  expect(basisFor(10)).toBe("laws to order 1/width");
  expect(basisFor(10_000)).toContain("reference networks");
});

test("kinds of weights", () => {
  const kindOf = (rule: Rule): string =>
    weightKind({ rule, activation: activationByName("relu"), widths: [3, 3], sigmaB: 0 }).kind;
  expect([catalogue.heNormal.rule, orthogonal(1), catalogue.ones.rule, sparse(0.5, 1)].map(kindOf)).toEqual([
    "independent",
    "orthogonal",
    "constant",
    "other",
  ]);
});
