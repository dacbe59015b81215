/** Architectures of several matrices a layer against PyTorch: its generator, its layers where it has them, gradients by autograd. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { signedUniformLaw, standardNormal } from "../../harness/contract/law/index.js";
import { varianceScaling } from "../../harness/contract/rule/index.js";
import { networkActivation } from "../../harness/propagation/activation/index.js";
import { blockNamed, formulas } from "../../harness/propagation/block/index.js";
import type { LayerLaw } from "../../harness/propagation/network/layerLaw.js";
import { predict } from "../../harness/propagation/network/predict.js";
import { interpreterFor } from "./interpreters.js";

const python = interpreterFor("import torch", "an architecture of several matrices a layer against PyTorch");

const NETS = 400;
const DRAWS = 300;

interface TorchFormula {
  readonly architecture: string;
  readonly activation: string;
  readonly width: number;
  readonly depth: number;
  readonly law: "normal" | "uniform";
  readonly sigmaW2: number;
  readonly sigmaB: number;
  /** What PyTorch does instead, of a planted mistake. */
  readonly as?: string;
  readonly rate?: number;
  readonly tied?: boolean;
}

interface Estimate {
  readonly mean: number;
  readonly error: number;
}

const normal = { law: "normal", sigmaW2: 2, sigmaB: 0, width: 12, depth: 5 } as const;
const isImage = (architecture: string): boolean => architecture.startsWith("conv");

const networks: readonly TorchFormula[] = formulas.flatMap(({ name: architecture }) => [
  { ...normal, architecture, activation: "tanh" },
  { ...normal, architecture, activation: "relu", width: isImage(architecture) ? 10 : 64, depth: 4 },
  { ...normal, architecture, activation: "silu", law: "uniform", sigmaW2: 1.5, sigmaB: 0.3, width: 8, depth: 7 },
]);

/** What PyTorch's networks are, where they are not what is predicted. */
const MISTAKES: readonly (readonly [string, TorchFormula, Partial<TorchFormula>])[] = [
  ...formulas.map(({ name: architecture }): [string, TorchFormula, Partial<TorchFormula>] => {
    const of = {
      ...normal,
      architecture,
      activation: "tanh",
      width: isImage(architecture) ? 12 : 32,
      depth: 6,
      sigmaW2: 1,
    };
    // Normalized signals forget their scale on the way up, and remember it on the way back; gates forget most of it.
    const percent = architecture === "lstm" ? 30 : 10;
    return [`${architecture}: variance ${percent}% too large`, of, { sigmaW2: 1 + percent / 100 }];
  }),
  [
    "dropout: not divided by what is kept",
    { ...normal, architecture: "dropout", activation: "relu", width: 32 },
    { sigmaW2: 0.5 },
  ],
  ["dropout: another rate", { ...normal, architecture: "dropout", activation: "relu", width: 64 }, { rate: 0.45 }],
  ["conv: the border wraps", { ...normal, architecture: "conv", activation: "relu" }, { as: "conv_circular" }],
  ["conv_pool: strides instead", { ...normal, architecture: "conv_pool", activation: "tanh" }, { as: "conv_stride" }],
  [
    "rnn: a matrix a step",
    { ...normal, architecture: "rnn", activation: "linear", width: 8, depth: 20, sigmaW2: 1 },
    { tied: false },
  ],
  [
    "gru: a matrix a step",
    { ...normal, architecture: "gru", activation: "tanh", width: 16, depth: 20, sigmaW2: 6 },
    { tied: false },
  ],
  [
    "transformer_scaled: branches without 1/sqrt(2N)",
    { ...normal, architecture: "transformer_scaled", activation: "gelu", width: 16 },
    { as: "transformer" },
  ],
  [
    "gpt: tokens see all others",
    { ...normal, architecture: "gpt", activation: "gelu", width: 16 },
    { as: "transformer" },
  ],
  [
    "transformer_post_norm: the norm is inside the branch",
    { ...normal, architecture: "transformer_post_norm", activation: "gelu", width: 16 },
    { as: "transformer" },
  ],
];

function simulated(asked: readonly TorchFormula[]): readonly [forward: Estimate, backward: Estimate][] {
  const words = asked.map(({ sigmaW2, sigmaB, as, architecture, rate = 0.5, ...rest }) => ({
    ...{ ...rest, rate, architecture: as ?? architecture, sigma_w2: sigmaW2, sigma_b: sigmaB, nets: NETS },
  }));
  const { stdout, stderr } = spawnSync(python!, [join(import.meta.dirname, "..", "lab", "formulas.py")], {
    ...{ input: JSON.stringify(words), encoding: "utf8", maxBuffer: 2 ** 24 },
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

/** How many standard errors PyTorch's means are off the predicted ones: forward at the top, backward at the bottom. */
function offBy(of: TorchFormula, [top, bottom]: readonly [Estimate, Estimate]): readonly [number, number] {
  const rule = varianceScaling(of.law === "normal" ? standardNormal : signedUniformLaw, of.sigmaW2, "in");
  const about = { rule, activation: networkActivation(of.activation), block: blockNamed(of.architecture) };
  const widths = new Array<number>(of.depth + 1).fill(of.width);
  const { forward, backward } = predict({ ...about, widths, sigmaB: of.sigmaB, seed: 1, draws: DRAWS, nets: NETS }, []);
  const off = (predicted: LayerLaw, { mean, error }: Estimate): number =>
    Math.abs(mean - predicted.mean) / Math.hypot(error, Math.sqrt(predicted.variance / predicted.draws));
  return [off(forward.at(-1)!, top), off(backward[0]!, bottom)];
}

const titleOf = ({ architecture, activation, law, width, depth, sigmaB }: TorchFormula): string =>
  `${architecture} ${activation} ${law} ${width}x${depth} sigma_b ${sigmaB}`;

describe.runIf(python !== undefined)("formulas of PyTorch", () => {
  const found = python !== undefined ? simulated(networks) : [];
  const mistaken = python !== undefined ? simulated(MISTAKES.map(([, of, mistake]) => ({ ...of, ...mistake }))) : [];

  test.each(networks.map((of, at) => [titleOf(of), at]))("%s: predicted within 4 standard errors", (_, at) => {
    const [forward, backward] = offBy(networks[at as number]!, found[at as number]!);
    expect(forward).toBeLessThan(4);
    expect(backward).toBeLessThan(4);
  });

  test.each(MISTAKES.map(([title], at) => [title, at] as const))("%s: is noticed", (_, at) => {
    expect(Math.max(...offBy(MISTAKES[at]![1], mistaken[at]!))).toBeGreaterThan(4);
  });
});
