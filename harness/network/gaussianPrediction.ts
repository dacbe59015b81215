import { backwardCurve, forwardCurve, forwardExpansion, type LogLaw, type NetworkOptions } from "../theory/index.js";
import { type Network, network } from "../theory/network.js";
import { gaussianGain } from "./layerGain.js";
import { computedLaw, deadLaw, type LayerLaw, type Prediction } from "./layerLaw.js";
import { type ReferenceOptions, referencePrediction } from "./referencePrediction.js";

/** The share of the standard error that what an expansion leaves out may reach, by the estimate of `isSettled`. */
const SHARE = 0.25;

/**
 * Independent weights of mean zero: the laws of `forwardCurve` and `backwardCurve`, exact for ReLU and linear networks;
 * where lengths fluctuate too much for an expansion to hold against the mean of `nets` networks, layers are held to exact
 * reference networks instead.
 */
export function gaussianPrediction(options: NetworkOptions, reference: ReferenceOptions, nets: number): Prediction {
  const net = network(options);
  const { activation, layers, sigmaB2 } = net;
  const depth = layers.length;
  const scaleFree = activation.homogeneous !== undefined && sigmaB2 === 0;
  const isExact = sigmaB2 === 0 && (activation.name === "relu" || activation.name === "linear");
  const settled = (variance: number, crossed: number): boolean => isExact || isSettled(variance, crossed, nets);
  const spread = forwardExpansion(options);
  const own = (crossed: number): number => (scaleFree ? Math.max(1, crossed) : 1);
  const trusted = spread.map(({ variance }, l) => layers[l]!.sigmaW2 === 0 || settled(variance, own(l)));
  const lowest = trusted.findLastIndex((holds, l) => l < depth - 1 && !holds);
  const gone = (l: number): number => deadProbability(net, l);
  const forward = forwardCurve(options).map((law, l) => (trusted[l]! ? lawOf(law, l + 1, gone(l), own(l)) : null));
  const backward = backwardCurve(options).map((law, l) => {
    const [crossed, dead] = [depth - 1 - l, l === depth - 1 ? 0 : gone(depth - 1)];
    if (l <= lowest || !settled(law.variance, Math.max(1, crossed))) return null;
    return lawOf(law, depth - l, dead, Math.max(1, crossed));
  });
  const basis = isExact ? "exact laws" : "laws to order 1/width";
  const known: Prediction = { basis, forward, backward, gain: gaussianGain(net), walks: scaleFree };
  if (![...forward, ...backward].includes(null)) return known;
  const exact = referencePrediction(net, "gaussian", reference);
  return {
    ...known,
    basis: `${basis}, ${exact.basis} where lengths fluctuate`,
    forward: forward.map((law, l) => law ?? exact.forward[l]!),
    backward: backward.map((law, l) => law ?? exact.backward[l]!),
    walks: false,
  };
}

/**
 * Whether a logarithm's expansion to first order, of this variance over so many independent factors, can be held against
 * the mean over `nets` networks: the next order is about variance^2 / factors.
 */
function isSettled(variance: number, factors: number, nets: number): boolean {
  return variance === 0 || variance ** 2 / factors <= SHARE * Math.sqrt(variance / nets);
}

/** P(some of the first `crossed` hidden layers has no unit alive). */
function deadProbability({ activation, layers, sigmaB2 }: Network, crossed: number): number {
  if (activation.name !== "relu" || sigmaB2 !== 0) return 0;
  const alive = layers.slice(0, crossed).reduce((log, { fanOut }) => log + Math.log1p(-(2 ** -fanOut)), 0);
  return 0 - Math.expm1(alive);
}

/**
 * The skewness of ln of a chi-square mean is its own standard deviation, in the limit; of the lengths of the networks that were
 * simulated it was never larger. Where it is not known it is taken to lie within half as much again.
 */
const SKEWNESS_PER_SD = 1.5;

/** A law that theory cannot say is null. `factors`: independent ones of like spread whose logarithms it adds up. */
function lawOf(law: LogLaw, layers: number, deadProbability: number, factors: number): LayerLaw | null {
  const { mean, variance, skewness } = law;
  if (mean === Number.NEGATIVE_INFINITY) return deadLaw;
  if (!(Number.isFinite(mean) && variance >= 0)) return null;
  const bound = (SKEWNESS_PER_SD * Math.sqrt(variance)) / factors;
  return computedLaw(mean, variance, layers, { deadProbability, skewness: skewness ?? [-bound, bound] });
}
