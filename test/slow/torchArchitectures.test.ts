/** Architectures against the same networks in PyTorch: another generator, another program, gradients by autograd. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { signedUniformLaw, standardNormal } from "../../harness/contract/law/index.js";
import { varianceScaling } from "../../harness/contract/rule/index.js";
import { networkActivation } from "../../harness/propagation/activation/index.js";
import { blockNamed, blocks, mlp } from "../../harness/propagation/block/index.js";
import type { LayerLaw } from "../../harness/propagation/network/layerLaw.js";
import { predict } from "../../harness/propagation/network/predict.js";
import { interpreterFor } from "./interpreters.js";

const python = interpreterFor("import torch", "an architecture against PyTorch");

const NETS = 2000;
const DRAWS = 10_000;

interface TorchBlocks {
  readonly architecture: string;
  readonly activation: string;
  readonly width: number;
  readonly depth: number;
  readonly law: "normal" | "uniform";
  readonly sigmaW2: number;
  readonly sigmaB: number;
}

interface Estimate {
  readonly mean: number;
  readonly error: number;
}

const names = blocks.filter((block) => block !== mlp).map(({ name }) => name);

const networks: readonly TorchBlocks[] = names.flatMap((architecture) => [
  ...["relu", "tanh", "gelu", "linear", "sigmoid", "selu"].map((activation) => ({
    ...({ architecture, activation, width: 16, depth: 8, law: "normal", sigmaW2: 2, sigmaB: 0 } as const),
  })),
  { architecture, activation: "relu", width: 64, depth: 12, law: "normal", sigmaW2: 2, sigmaB: 0 },
  { architecture, activation: "gelu", width: 32, depth: 12, law: "normal", sigmaW2: 1, sigmaB: 0.3 },
  { architecture, activation: "tanh", width: 12, depth: 6, law: "uniform", sigmaW2: 3, sigmaB: 0 },
]);

/** What PyTorch's networks are, where they are not what is predicted; the figure that must notice. */
const MISTAKES: readonly (readonly [string, TorchBlocks, Partial<TorchBlocks>])[] = [
  ...blocks.slice(1).flatMap(({ name: architecture, branch }): [string, TorchBlocks, Partial<TorchBlocks>][] => {
    const of = {
      architecture,
      activation: "relu",
      width: 64,
      depth: 12,
      law: "normal",
      sigmaW2: 2,
      sigmaB: 0,
    } as const;
    if (branch(of.depth) === 0) return [[`${architecture}: branches of one`, of, { architecture: "residual" }]];
    // Sums are normalized, and branches that bring 1/(2L) of them hide as much of what is wrong with their weights.
    const percent = architecture === "deep_norm" ? 30 : 10;
    return [[`${architecture}: variance ${percent}% too large`, of, { sigmaW2: 2 * (1 + percent / 100) }]];
  }),
  [
    "residual_scaled: branches without 1/sqrt(2N)",
    { architecture: "residual_scaled", activation: "gelu", width: 64, depth: 24, law: "normal", sigmaW2: 1, sigmaB: 0 },
    { architecture: "residual" },
  ],
  [
    "post_layer_norm: the norm is inside the branch",
    { architecture: "post_layer_norm", activation: "tanh", width: 64, depth: 12, law: "normal", sigmaW2: 1, sigmaB: 0 },
    { architecture: "pre_layer_norm" },
  ],
];

function simulated(asked: readonly TorchBlocks[]): readonly [forward: Estimate, backward: Estimate][] {
  const words = asked.map(({ sigmaW2, sigmaB, ...rest }) => ({
    ...{ ...rest, sigma_w2: sigmaW2, sigma_b: sigmaB, nets: NETS },
  }));
  const { stdout, stderr } = spawnSync(python!, [join(import.meta.dirname, "..", "lab", "architectures.py")], {
    ...{ input: JSON.stringify(words), encoding: "utf8", maxBuffer: 2 ** 24 },
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

/** How many standard errors PyTorch's means are off the predicted ones: forward at the top, backward at the bottom. */
function offBy(of: TorchBlocks, [top, bottom]: readonly [Estimate, Estimate]): readonly [number, number] {
  const rule = varianceScaling(of.law === "normal" ? standardNormal : signedUniformLaw, of.sigmaW2, "in");
  const about = { rule, activation: networkActivation(of.activation), block: blockNamed(of.architecture) };
  const widths = new Array<number>(of.depth + 1).fill(of.width);
  const { forward, backward } = predict({ ...about, widths, sigmaB: of.sigmaB, seed: 1, draws: DRAWS, nets: NETS }, []);
  const off = (predicted: LayerLaw, { mean, error }: Estimate): number => {
    // Of the identity nothing but rounding is left.
    const excess = Math.max(0, Math.abs(mean - predicted.mean) - predicted.rounding);
    return excess === 0 ? 0 : excess / Math.hypot(error, Math.sqrt(predicted.variance / predicted.draws));
  };
  return [off(forward.at(-1)!, top), off(backward[0]!, bottom)];
}

const titleOf = ({ architecture, activation, law, width, depth, sigmaB }: TorchBlocks): string =>
  `${architecture} ${activation} ${law} ${width}x${depth} sigma_b ${sigmaB}`;

describe.runIf(python !== undefined)("architectures of PyTorch", () => {
  const found = python !== undefined ? simulated(networks) : [];
  const mistaken = python !== undefined ? simulated(MISTAKES.map(([, of, mistake]) => ({ ...of, ...mistake }))) : [];

  test.each(networks.map((of, at) => [titleOf(of), at]))("%s: predicted within 4 standard errors", (_, at) => {
    const [forward, backward] = offBy(networks[at]!, found[at]!);
    expect(forward).toBeLessThan(4);
    expect(backward).toBeLessThan(4);
  });

  test.each(MISTAKES.map(([title], at) => [title, at] as const))("%s: is noticed", (_, at) => {
    expect(Math.max(...offBy(MISTAKES[at]![1], mistaken[at]!))).toBeGreaterThan(4);
  });
});
