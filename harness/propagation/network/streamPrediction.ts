import { power } from "../../numeric/power.js";
import type { NetworkBlock } from "../block/index.js";
import type { Network } from "../theory/network.js";
import { type NoncentralLog, noncentralLog } from "../theory/noncentralLog.js";
import { gaussianGain, orthogonalGain } from "./layerGain.js";
import { computedLaw, type LayerLaw, type Prediction } from "./layerLaw.js";

/** With a larger noncentrality, in wide networks of small branches, the sum over the terms of the chi-square is too long. */
const FARTHEST = 2 ** 25;

/**
 * The prediction for streams whose law is known at any width: the identity, if branches are multiplied by 0, and linear
 * streams of normal weights, whose lengths are multiplied by an independent noncentral chi-square at every block,
 * forward and backward. Null for others.
 */
export function streamPrediction(
  net: Network,
  block: NetworkBlock,
  kind: "gaussian" | "orthogonal",
): Prediction | null {
  const step = stepOf(net, block, kind);
  if (step === null) return null;
  const depth = net.layers.length;
  const law = (crossed: number): LayerLaw => {
    const variance = crossed * step.variance;
    const skewness = variance === 0 ? 0 : (crossed * step.third) / power(variance, 1.5);
    return computedLaw(crossed * step.mean, variance, crossed, { skewness });
  };
  return {
    basis: "exact laws",
    forward: net.layers.map((_, l) => law(l + 1)),
    backward: net.layers.map((_, l) => law(depth - 1 - l)),
    gain: kind === "gaussian" ? gaussianGain(net) : orthogonalGain(net),
    gainDependence: 1,
    walks: true,
  };
}

function stepOf(
  { activation, layers, sigmaB2 }: Network,
  { norm, skip, branch }: NetworkBlock,
  kind: "gaussian" | "orthogonal",
): NoncentralLog | null {
  if (skip !== "stream") return null;
  const scale = branch(layers.length) ** 2;
  if (scale === 0) return { mean: 0, variance: 0, third: 0 };
  const { homogeneous } = activation;
  const isLinear = homogeneous !== undefined && homogeneous.positive === homogeneous.negative;
  if (!isLinear || norm !== null || sigmaB2 !== 0 || kind !== "gaussian") return null;
  const [{ fanIn, sigmaW2 }] = layers as [Network["layers"][number]];
  const added = scale * sigmaW2 * homogeneous.positive ** 2;
  if (!(fanIn / added < FARTHEST)) return null;
  const { mean, variance, third } = noncentralLog(fanIn, fanIn / added);
  return { mean: mean + Math.log(added / fanIn), variance, third };
}
