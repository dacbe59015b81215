/**
 * Nominal 95% bands hold the mean of ln q 95% of the time, forward and backward, and the budget of whole curves is kept. Part
 * on real networks with weight matrices, part, wider and deeper, on the exact reference networks, which are held to real
 * ones by test/propagation/network/reference.test.ts.
 */
import { describe, expect, test } from "vitest";
import { standardNormal } from "../../harness/contract/law/index.js";
import { varianceScaling } from "../../harness/contract/rule/index.js";
import { activationByName } from "../../harness/propagation/activation/index.js";
import { compare } from "../../harness/propagation/network/compare.js";
import type { LayerLaw } from "../../harness/propagation/network/layerLaw.js";
import { bandOf } from "../../harness/propagation/network/meanTest.js";
import { normalReader } from "../../harness/propagation/network/normals.js";
import { predict } from "../../harness/propagation/network/predict.js";
import { simulate } from "../../harness/propagation/network/simulate.js";
import { bonferroniQuantile } from "../../harness/propagation/theory/index.js";
import { network } from "../../harness/propagation/theory/network.js";
import { curvesOf, referenceNetworks } from "../propagation/network/helpers.js";

const REPLICATIONS = 2000;
const NETS = 5;
const LEVEL = 0.95;
/** Four standard errors of a share of 2000. */
const WITHIN = 4 * Math.sqrt((LEVEL * (1 - LEVEL)) / REPLICATIONS);

interface Setting {
  readonly activation: string;
  readonly sigmaW2: number;
  readonly width: number;
  readonly depth: number;
}

const about = ({ activation, sigmaW2, width, depth }: Setting) => ({
  rule: varianceScaling(standardNormal, sigmaW2, "in"),
  activation: activationByName(activation),
  widths: new Array<number>(depth + 1).fill(width),
  sigmaB: 0,
});

const predictionOf = (setting: Setting) => predict({ ...about(setting), seed: 5, draws: 4000, nets: NETS }, []);

/** The share of replications whose mean lies in its band. */
function coverage(logs: ArrayLike<number>, law: LayerLaw): number {
  const { low, high } = bandOf(law, NETS, bonferroniQuantile(1, 1 - LEVEL));
  let inside = 0;
  for (let r = 0; r < REPLICATIONS; r++) {
    let mean = 0;
    for (let net = 0; net < NETS; net++) mean += logs[r * NETS + net]! / NETS;
    if (mean >= low && mean <= high) inside++;
  }
  return inside / REPLICATIONS;
}

function expectCoverage(setting: Setting, forward: ArrayLike<number>, backward: ArrayLike<number>): void {
  const prediction = predictionOf(setting);
  for (const [logs, law] of [
    [forward, prediction.forward.at(-1)!],
    [backward, prediction.backward[0]!],
  ] as const) {
    expect(Math.abs(coverage(logs, law) - LEVEL)).toBeLessThan(WITHIN);
  }
}

describe.each<Setting>([
  { activation: "relu", sigmaW2: 2, width: 64, depth: 8 },
  { activation: "tanh", sigmaW2: 1, width: 64, depth: 8 },
  { activation: "selu", sigmaW2: 1, width: 64, depth: 8 },
  { activation: "gelu", sigmaW2: 2, width: 64, depth: 4 },
])("real networks: $activation, width $width, depth $depth", (setting) => {
  test("95% bands cover 95%", () => {
    const { activation, ...options } = about(setting);
    const [nets] = simulate({ ...options, activations: [activation], nets: REPLICATIONS * NETS, seed: 21 });
    const last = setting.depth - 1;
    expectCoverage(
      setting,
      nets!.map(({ forward }) => forward[last]!),
      nets!.map(({ backward }) => backward[0]!),
    );
  });
});

describe.each<Setting>([
  { activation: "relu", sigmaW2: 2, width: 128, depth: 30 },
  { activation: "tanh", sigmaW2: 1, width: 128, depth: 20 },
  { activation: "selu", sigmaW2: 1, width: 128, depth: 30 },
  { activation: "gelu", sigmaW2: 2, width: 256, depth: 10 },
])("exact reference networks: $activation, width $width, depth $depth", (setting) => {
  test("95% bands cover 95%", () => {
    const { activation, sigmaW2, width, depth } = setting;
    const net = network({ initializer: sigmaW2, activation, width, depth });
    const fill = normalReader(22, "coverage");
    const [forward, backward] = [new Float64Array(REPLICATIONS * NETS), new Float64Array(REPLICATIONS * NETS)];
    for (const [i, lengths] of referenceNetworks(net, "gaussian", fill, forward.length).entries()) {
      [forward[i], backward[i]] = [lengths.forward.at(-1)!, lengths.backward[0]!];
    }
    expectCoverage(setting, forward, backward);
  });
});

test("whole ReLU curves fail as often as their budget says", () => {
  const setting: Setting = { activation: "relu", sigmaW2: 2, width: 64, depth: 20 };
  const alpha = 0.06;
  const net = network({ initializer: 2, activation: "relu", width: 64, depth: 20 });
  const prediction = { ...predictionOf(setting), gain: new Array<null>(20).fill(null) };
  const fill = normalReader(23, "curves");
  let failed = 0;
  for (let r = 0; r < REPLICATIONS; r++) {
    const nets = referenceNetworks(net, "gaussian", fill, NETS).map(({ forward, backward }) => ({
      ...curvesOf([...forward]),
      backward,
    }));
    if (compare(nets, prediction, alpha).verdict === "fail") failed++;
  }
  // Two thirds of the budget are the curves'; they are correlated, so that some of it is left.
  const share = (2 / 3) * alpha;
  expect(failed / REPLICATIONS).toBeLessThan(share + 4 * Math.sqrt(share / REPLICATIONS));
  expect(failed / REPLICATIONS).toBeGreaterThan(share / 3);
});
