/** Predictions against networks of PyTorch: another generator, another program, gradients by autograd. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { signedUniformLaw, standardNormal } from "../../harness/contract/law/index.js";
import { varianceScaling } from "../../harness/contract/rule/index.js";
import { networkActivation } from "../../harness/propagation/activation/index.js";
import type { LayerLaw } from "../../harness/propagation/network/layerLaw.js";
import { predict } from "../../harness/propagation/network/predict.js";
import { interpreterFor } from "./interpreters.js";

const python = interpreterFor("import torch", "a prediction for plain networks against PyTorch");

const NETS = 2000;
const DRAWS = 20_000;

interface TorchNetwork {
  readonly activation: string;
  readonly width: number;
  readonly depth: number;
  readonly law: "normal" | "uniform";
  readonly sigmaW2: number;
  readonly sigmaB: number;
}

interface Statistic {
  readonly mean: number;
  readonly error: number;
}

const functions =
  "linear relu relu6 leaky_relu prelu_0.25 tanh sigmoid erf gelu silu swish softplus mish elu selu softsign hard_tanh sine".split(
    " ",
  );
const network = (activation: string, more: Partial<TorchNetwork> = {}): TorchNetwork => ({
  ...{ activation, width: 16, depth: 8, law: "normal", sigmaW2: 2, sigmaB: 0 },
  ...more,
});

const networks: readonly TorchNetwork[] = [
  ...functions.flatMap((activation) => [
    network(activation),
    network(activation, { width: 64, depth: 4 }),
    network(activation, { width: 32, depth: 12, sigmaB: 0.3 }),
  ]),
  network("squared_relu", { depth: 4, sigmaW2: 0.6 }),
  network("squared_relu", { depth: 3, width: 64, sigmaW2: 0.6 }),
  ...["relu-relu-linear", "relu-tanh-gelu-linear", "sine-relu6-silu-softplus-elu"].flatMap((activation) => [
    network(activation, { depth: activation.split("-").length }),
    network(activation, { depth: activation.split("-").length, width: 64, law: "uniform" }),
    network(activation, { depth: activation.split("-").length, width: 32, sigmaB: 0.3 }),
  ]),
];

const widthsOf = ({ width, depth }: TorchNetwork): number[] => new Array<number>(depth + 1).fill(width);

function simulated(): [forward: Statistic, backward: Statistic][] {
  const asked = networks.map((of) => {
    const names = of.activation.split(/-(?=[a-z])/);
    const activations = names.length === 1 ? new Array<string>(of.depth).fill(of.activation) : names;
    return { activations, widths: widthsOf(of), law: of.law, sigma_w2: of.sigmaW2, sigma_b: of.sigmaB, nets: NETS };
  });
  const { stdout, stderr } = spawnSync(python!, [join(import.meta.dirname, "..", "lab", "networks.py")], {
    ...{ input: JSON.stringify(asked), encoding: "utf8", maxBuffer: 2 ** 24 },
  });
  if (stdout === "") throw new Error(stderr);
  return JSON.parse(stdout);
}

describe.runIf(python !== undefined)("networks of PyTorch", () => {
  const found = python !== undefined ? simulated() : [];
  test.each(networks.map((of, at) => [`${of.activation} ${of.law} ${of.width}x${of.depth} sigma_b ${of.sigmaB}`, at]))(
    "%s: predicted within 4 standard errors",
    (_, at) => {
      const of = networks[at]!;
      const law = of.law === "normal" ? standardNormal : signedUniformLaw;
      const activation = networkActivation(of.activation);
      const rule = varianceScaling(law, of.sigmaW2, "in");
      const { forward, backward } = predict(
        { rule, activation, widths: widthsOf(of), sigmaB: of.sigmaB, seed: 1, draws: DRAWS, nets: NETS },
        [],
      );
      const off = (predicted: LayerLaw, { mean, error }: Statistic): number =>
        Math.abs(mean - predicted.mean) / Math.hypot(error, Math.sqrt(predicted.variance / predicted.draws));
      expect(off(forward.at(-1)!, found[at]![0])).toBeLessThan(4);
      expect(off(backward[0]!, found[at]![1])).toBeLessThan(4);
    },
  );
});
