/** Networks without weight matrices against real ones: the same laws, by two-sample tests at every layer. */
import { describe, expect, test } from "vitest";
import { standardNormal } from "../../../harness/contract/law/index.js";
import { orthogonal, type Rule, varianceScaling } from "../../../harness/contract/rule/index.js";
import { activationByName } from "../../../harness/propagation/activation/index.js";
import { blocks } from "../../../harness/propagation/block/index.js";
import { normalReader } from "../../../harness/propagation/network/normals.js";
import { simulate } from "../../../harness/propagation/network/simulate.js";
import { network } from "../../../harness/propagation/theory/network.js";
import { referenceNetworks, twoSampleP } from "./helpers.js";

const NETS = 1500;
/** Of all the p-values below, the smallest is below this with probability about 1%. */
const SMALLEST = 1e-4;

interface Setting {
  readonly kind: "gaussian" | "orthogonal";
  readonly activation: string;
  readonly sigmaW2: number;
  readonly widths: readonly number[];
  readonly sigmaB: number;
  readonly architecture?: string;
}

const narrow = new Array<number>(7).fill(6);
const SETTINGS: readonly Setting[] = [
  { kind: "gaussian", activation: "relu", sigmaW2: 2, widths: narrow, sigmaB: 0 },
  { kind: "gaussian", activation: "tanh", sigmaW2: 3, widths: [4, 9, 5, 12, 3, 8], sigmaB: 0 },
  { kind: "gaussian", activation: "gelu", sigmaW2: 2, widths: narrow, sigmaB: 0.5 },
  { kind: "gaussian", activation: "sigmoid", sigmaW2: 1, widths: narrow, sigmaB: 0 },
  { kind: "orthogonal", activation: "relu", sigmaW2: 2, widths: narrow, sigmaB: 0 },
  { kind: "orthogonal", activation: "tanh", sigmaW2: 2, widths: narrow, sigmaB: 0 },
  { kind: "orthogonal", activation: "selu", sigmaW2: 2, widths: [4, 9, 5, 12, 3, 8], sigmaB: 0.3 },
  ...blocks.slice(1).flatMap(({ name: architecture }): Setting[] => [
    { kind: "gaussian", activation: "relu", sigmaW2: 2, widths: narrow, sigmaB: 0, architecture },
    { kind: "gaussian", activation: "tanh", sigmaW2: 3, widths: narrow, sigmaB: 0.3, architecture },
    { kind: "orthogonal", activation: "gelu", sigmaW2: 2, widths: narrow, sigmaB: 0, architecture },
  ]),
];

const ruleOf = ({ kind, sigmaW2 }: Setting): Rule =>
  kind === "gaussian" ? varianceScaling(standardNormal, sigmaW2, "in") : orthogonal(Math.sqrt(sigmaW2));

function samples(setting: Setting, sigmaW2 = setting.sigmaW2) {
  const { kind, activation, widths, sigmaB, architecture = "mlp" } = setting;
  const block = blocks.find(({ name }) => name === architecture)!;
  // An entry of orthonormal rows or columns has variance gain^2 / max(fans).
  const variance = (fanIn: number, fanOut: number): number =>
    sigmaW2 / (kind === "gaussian" ? fanIn : Math.max(fanIn, fanOut));
  const net = network({ initializer: variance, activation, widths, sigmaB });
  const fill = normalReader(7, "reference");
  const drawn = referenceNetworks(net, kind, fill, NETS, block);
  const [real] = simulate({
    ...{
      rule: ruleOf(setting),
      activations: [activationByName(activation)],
      block,
      widths,
      sigmaB,
      nets: NETS,
      seed: 8,
    },
  });
  return widths.slice(1).flatMap((_, l) =>
    (["forward", "backward", "gain"] as const).map((direction) => ({
      at: `${direction} ${l + 1}`,
      p: twoSampleP(
        drawn.map((one) => one[direction][l]!),
        real!.map((one) => one[direction][l]!),
      ),
    })),
  );
}

describe.each(SETTINGS)("$kind, $activation, sigma_b $sigmaB, $architecture", (setting) => {
  test("follow the same laws, forward and backward", () => {
    expect(samples(setting).filter(({ p }) => !(p > SMALLEST))).toEqual([]);
  });
});

test("a wrong scale is seen", () => {
  expect(Math.min(...samples(SETTINGS[0]!, 2.4).map(({ p }) => p))).toBeLessThan(1e-6);
});
