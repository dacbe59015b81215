/** Lengths alone walk as those of networks that have all their units. */
import { describe, expect, test } from "vitest";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { conditionalWeights } from "../../../harness/propagation/network/conditionalWeights.js";
import { normalReader } from "../../../harness/propagation/network/normals.js";
import { referenceSampler } from "../../../harness/propagation/network/reference.js";
import { type DiffusionOptions, lengthDiffusion } from "../../../harness/propagation/theory/lengthDiffusion.js";
import { network } from "../../../harness/propagation/theory/network.js";

const [WIDTH, DEPTH, NETS, WALKS] = [64, 80, 400, 2000];

interface Lengths {
  readonly forward: Float64Array;
  readonly backward: Float64Array;
}

/** Of ln q at the top and of ln g at the bottom: the mean, the logarithm of the variance, and the squares of their standard errors. */
function lawsOf(next: () => Lengths, count: number) {
  const drawn = Array.from({ length: count }, () => {
    const { forward, backward } = next();
    return [forward[DEPTH - 1]!, backward[0]!] as const;
  });
  return ([0, 1] as const).map((way) => {
    const logs = drawn.map((one) => one[way]);
    const mean = meanOf(logs);
    const variance = meanOf(logs.map((log) => (log - mean) ** 2));
    const kurtosis = meanOf(logs.map((log) => (log - mean) ** 4)) / variance ** 2;
    return { mean, spread: Math.log(variance), errors: [variance / count, (kurtosis - 1) / count] as const };
  });
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function optionsFor(name: string, sigmaW2: number, sigmaB2: number, kind: DiffusionOptions["kind"]): DiffusionOptions {
  return { activation: activationByName(name), width: WIDTH, depth: DEPTH, sigmaW2, sigmaB2, kind };
}

function units({ activation, sigmaW2, sigmaB2, kind }: DiffusionOptions) {
  const about = { activation, width: WIDTH, depth: DEPTH, sigmaB: Math.sqrt(sigmaB2) };
  const net = network({ ...about, initializer: () => sigmaW2 / WIDTH });
  const fill = normalReader(1, "units");
  return lawsOf(referenceSampler({ net, fill, weigh: conditionalWeights(net, kind, fill) }), NETS);
}

const walks = (options: DiffusionOptions) => lawsOf(lengthDiffusion(options, normalReader(2, "walks")), WALKS);

/** How far two means and the logarithms of two variances are apart, in standard errors, forward and backward. */
function apart(one: ReturnType<typeof units>, other: ReturnType<typeof units>): number[] {
  return one.flatMap(({ mean, spread, errors }, way) => {
    const { mean: itsMean, spread: itsSpread, errors: its } = other[way]!;
    return [(mean - itsMean) / Math.sqrt(errors[0] + its[0]), (spread - itsSpread) / Math.sqrt(errors[1] + its[1])];
  });
}

describe("a walk of lengths", () => {
  test.each([
    ["tanh", 2, 0, "gaussian"],
    ["tanh", 2, 0.1, "gaussian"],
    ["tanh", 2, 0, "orthogonal"],
    ["gelu", 2.3517, 0, "gaussian"],
    ["sigmoid", 104, 0, "gaussian"],
    ["selu", 1, 0, "orthogonal"],
    ["hard_tanh", 2, 0, "gaussian"],
    ["relu", 1.8, 0.1, "gaussian"],
  ] as const)("%s, sigma_w^2 = %d, sigma_b^2 = %d, %s", (name, sigmaW2, sigmaB2, kind) => {
    const options = optionsFor(name, sigmaW2, sigmaB2, kind);
    for (const off of apart(units(options), walks(options))) expect(Math.abs(off)).toBeLessThan(4);
  });
  test.each([
    ["a variance 5% too large", optionsFor("tanh", 2.1, 0, "gaussian")],
    ["normal weights for orthogonal ones", optionsFor("tanh", 2, 0, "orthogonal")],
    ["half the width", { ...optionsFor("tanh", 2, 0, "gaussian"), width: WIDTH / 2 }],
  ])("%s is noticed", (_, wrong) => {
    const off = apart(units(optionsFor("tanh", 2, 0, "gaussian")), walks(wrong));
    expect(Math.max(...off.map(Math.abs))).toBeGreaterThan(6);
  });
  test("orthogonal layers have no biases here", () =>
    expect(() => lengthDiffusion(optionsFor("tanh", 2, 0.1, "orthogonal"), () => {})).toThrow(/no biases/));
});
