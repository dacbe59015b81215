import type { Activation } from "../activation/index.js";
import { conditionalWeights } from "../network/conditionalWeights.js";
import { normalReader } from "../network/normals.js";
import { activateInto, normalize, meanSquare as squaresOf } from "../network/signal.js";
import { meanSquare, meanSquareSlope } from "../theory/lengthMap.js";
import { network } from "../theory/network.js";
import { scaleFree } from "../theory/scaleFree.js";

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
    const at = scaleFree(activation, log);
    const added = scale * meanSquare(at.activation, at.q) * Math.exp(at.logScale - log);
    log += Math.log1p(added);
    return { forward: log, step: Math.log1p(scale * meanSquareSlope(at.activation, at.q)) };
  });
  let back = 0;
  const backward = steps.toReversed().map(({ step }) => {
    back += step;
    return back;
  });
  return { forward: steps.map(({ forward }) => forward), backward: backward.reverse() };
}

/** Units that are drawn for one spread, and networks at least and at most. */
const MOST_UNITS = 2 ** 19;
const [FEWEST, MOST] = [8, 32];

/**
 * Standard deviations over networks: of ln q behind the last block, and of ln g before the first. Where networks of this width
 * are too many units, narrower ones are drawn: variances fall like 1/width.
 */
export function residualSpread(of: ResidualBlocks, seed: number) {
  const { activation, blocks, branch, sigmaW2, kind } = of;
  const width = Math.max(1, Math.min(of.width, Math.floor(MOST_UNITS / (FEWEST * blocks))));
  const draws = Math.max(FEWEST, Math.min(MOST, Math.floor(MOST_UNITS / (width * blocks))));
  const narrowing = Math.sqrt(width / of.width);
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
    let back = -Math.log(squaresOf(delta)) / 2;
    for (let l = blocks; l >= 1; l--) {
      weighing.backward(l, delta, added);
      for (let i = 0; i < width; i++) delta[i]! += branch * slopes[l - 1]![i]! * added[i]!;
      back = normalize({ values: delta, log: back }).log;
    }
    return { forward: 2 * log, backward: 2 * back };
  });
  return {
    forward: narrowing * sdOf(logs.map(({ forward }) => forward)),
    backward: narrowing * sdOf(logs.map(({ backward }) => backward)),
  };
}

function sdOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
