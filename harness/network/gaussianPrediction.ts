import {
  backwardCurve,
  deadNetworkProbability,
  forwardCurve,
  forwardExpansion,
  type LogLaw,
  type NetworkOptions,
} from "../theory/index.js";
import { network } from "../theory/network.js";
import { computedLaw, type LayerLaw, type Prediction } from "./layerLaw.js";
import { type ReferenceOptions, referencePrediction } from "./referencePrediction.js";

/** Standard deviation of ln K up to which the corrections of first order in 1/width are trusted. */
const TRUSTED = 0.3;

/**
 * Independent weights of mean zero: the laws of `forwardCurve` and `backwardCurve`, exact for ReLU and linear networks;
 * where lengths fluctuate too much for an expansion, layers are held to exact reference networks instead.
 */
export function gaussianPrediction(options: NetworkOptions, reference: ReferenceOptions): Prediction {
  const net = network(options);
  const { activation, layers, sigmaB2 } = net;
  const dead = (crossed: number): number => {
    const narrowest = Math.min(...layers.map(({ fanOut }) => fanOut));
    return activation.name === "relu" && sigmaB2 === 0 && crossed > 0 ? deadNetworkProbability(narrowest, crossed) : 0;
  };
  const spread = forwardExpansion(options).map(({ variance }) => Math.sqrt(variance));
  const ownScale = activation.homogeneous !== undefined && sigmaB2 === 0;
  const trusted = (l: number): boolean => ownScale || layers[l]!.sigmaW2 === 0 || spread[l]! <= TRUSTED;
  const depth = layers.length;
  const forward = forwardCurve(options).map((law, l) => (trusted(l) ? lawOf(law, l + 1, dead(l)) : null));
  const lowest = layers.findLastIndex((_, l) => l < depth - 1 && !trusted(l));
  const backward = backwardCurve(options).map((law, l) => (l > lowest ? lawOf(law, depth - l, dead(depth - 1)) : null));
  const basis = activation.name === "relu" || activation.name === "linear" ? exactOr(sigmaB2) : "laws to order 1/width";
  if (lowest < 0 && trusted(depth - 1)) return { basis, forward, backward };
  const exact = referencePrediction(net, "gaussian", reference);
  return {
    basis: `${basis}, ${exact.basis} where lengths fluctuate`,
    forward: forward.map((law, l) => law ?? exact.forward[l]!),
    backward: backward.map((law, l) => law ?? exact.backward[l]!),
  };
}

const exactOr = (sigmaB2: number): string => (sigmaB2 === 0 ? "exact laws" : "laws to order 1/width");

/** A law that theory cannot say is null; nothing left is said for certain. */
function lawOf({ mean, variance }: LogLaw, layers: number, dead: number): LayerLaw | null {
  if (mean === Number.NEGATIVE_INFINITY) return computedLaw(mean, 0, layers, 1);
  return Number.isFinite(mean) && variance >= 0 ? computedLaw(mean, variance, layers, dead) : null;
}
