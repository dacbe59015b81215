import type { Activation } from "../activation/index.js";
import { conditionalWeights } from "../network/conditionalWeights.js";
import { normalReader } from "../network/normals.js";
import { activateInto, meanSquare, normalize } from "../network/signal.js";
import { layerMoments } from "../theory/layerMoments.js";
import { network } from "../theory/network.js";

/** Blocks x + branch W phi(x), from unit length. */
export interface ResidualBlocks {
  readonly activation: Activation;
  readonly width: number;
  readonly blocks: number;
  readonly branch: number;
  /** width x the variance of an entry of W. */
  readonly sigmaW2: number;
  readonly kind: "gaussian" | "orthogonal";
}

/** ln q behind every block, and ln g before every block, of an infinitely wide network: moments change with the length. */
export function residualCurves({ activation, blocks, branch, sigmaW2 }: ResidualBlocks) {
  const scale = branch ** 2 * sigmaW2;
  let log = 0;
  const steps = Array.from({ length: blocks }, () => {
    const { phi2, dphi2 } = layerMoments(activation, log);
    log += Math.log1p(scale * phi2);
    return { forward: log, step: Math.log1p(scale * dphi2) };
  });
  let back = 0;
  const backward = steps.toReversed().map(({ step }) => {
    back += step;
    return back;
  });
  return { forward: steps.map(({ forward }) => forward), backward: backward.reverse() };
}

/** Standard deviations over `draws` networks of that width: of ln q behind the last block, and of ln g before the first. */
export function residualSpread(of: ResidualBlocks, draws: number, seed: number) {
  const { activation, width, blocks, branch, sigmaW2, kind } = of;
  const net = network({ initializer: () => sigmaW2 / width, activation, width, depth: blocks });
  const fill = normalReader(seed, `residual ${kind}`);
  const weigh = conditionalWeights(net, kind, fill);
  const slopes = Array.from({ length: blocks }, () => new Float64Array(width));
  const vector = (): Float64Array => new Float64Array(width);
  const [x, phi, added, delta] = [vector(), vector(), vector(), vector()];
  const logs = Array.from({ length: draws }, () => {
    const weighing = weigh();
    fill(x);
    let log = normalize({ values: x, log: 0 }).log * 0;
    for (let l = 1; l <= blocks; l++) {
      const out = activateInto(activation, { values: x, log }, { values: phi, slopes: slopes[l - 1]! });
      weighing.forward(l, phi, added);
      const share = branch * Math.exp(out.log - log);
      for (let i = 0; i < width; i++) x[i]! += share * added[i]!;
      log = normalize({ values: x, log }).log;
    }
    fill(delta);
    let back = -Math.log(meanSquare(delta)) / 2;
    for (let l = blocks; l >= 1; l--) {
      weighing.backward(l, delta, added);
      for (let i = 0; i < width; i++) delta[i]! += branch * slopes[l - 1]![i]! * added[i]!;
      back = normalize({ values: delta, log: back }).log;
    }
    return { forward: 2 * log, backward: 2 * back };
  });
  return { forward: sdOf(logs.map(({ forward }) => forward)), backward: sdOf(logs.map(({ backward }) => backward)) };
}

function sdOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
