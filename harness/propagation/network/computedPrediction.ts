import { isExact, passedSigns } from "../theory/exactCurve.js";
import { backwardCurve, forwardCurve, forwardExpansion, type LogLaw, type NetworkOptions } from "../theory/index.js";
import { type Network, network } from "../theory/network.js";
import { gaussianGain } from "./layerGain.js";
import { computedLaw, deadLaw, type LayerLaw, type Prediction } from "./layerLaw.js";
import { shifted, tailShift } from "./lightTails.js";

/** The largest error of an expansion, as a share of the standard error of the mean. */
const SHARE = 0.1;
/** The largest variance that one layer may add to a logarithm: the relative error of its expansion is about as large. */
const MOST_A_LAYER = 0.08;

/** The predictions of both directions; null for a direction that theory does not predict, so that reference networks must. */
export interface ComputedPrediction extends Omit<Prediction, "forward" | "backward"> {
  readonly forward: readonly LayerLaw[] | null;
  readonly backward: readonly LayerLaw[] | null;
}

/**
 * The prediction for independent weights of mean zero: the laws of `forwardCurve` and `backwardCurve`. They are exact
 * for ReLU and linear networks of normal weights; others are used only if their error is invisible in the mean of
 * `nets` networks.
 */
export function computedPrediction(options: NetworkOptions, nets: number): ComputedPrediction {
  const net = network(options);
  const { activation, layers, sigmaB2 } = net;
  const depth = layers.length;
  const scaleFree = activation.homogeneous !== undefined && sigmaB2 === 0;
  const exact = isExact(net);
  const spread = forwardExpansion(options);
  const own = (crossed: number): number => (scaleFree ? Math.max(1, crossed) : 1);
  const gone = (l: number): number => deadProbability(net, l);
  const settled = (variance: number, factors: number): boolean => exact || isSettled(variance, factors, nets);
  const trusted = spread.every(({ variance }, l) => layers[l]!.sigmaW2 === 0 || settled(variance, own(l)));
  const forward = forwardCurve(options).map((law, l) => lawOf(law, l + 1, gone(l), own(l)));
  const backLaws = backwardCurve(options);
  const below = trusted && backLaws.every(({ variance }, l) => settled(variance, Math.max(1, depth - 1 - l)));
  const backward = backLaws.map((law, l) => {
    const [crossed, dead] = [depth - 1 - l, l === depth - 1 ? 0 : gone(depth - 1)];
    return lawOf(law, depth - l, dead, Math.max(1, crossed));
  });
  const basis = exact ? "exact laws" : "laws to order 1/width";
  const shift = tailShift(options);
  const all = (laws: readonly (LayerLaw | null)[], by: readonly number[]): LayerLaw[] | null =>
    laws.includes(null) ? null : laws.map((law, l) => shifted(law, by[l]!)!);
  return {
    basis: net.kurtosis === 3 || !exact ? basis : "laws to order 1/width^2",
    forward: trusted ? all(forward, shift.forward) : null,
    backward: below ? all(backward, shift.backward) : null,
    gain: gaussianGain(net).map((law, l) => shifted(law, shift.gain[l]!)!),
    gainDependence: 1,
    walks: scaleFree,
  };
}

/**
 * Whether the first-order expansion of a logarithm, with this variance from this many independent factors, is accurate
 * enough for the mean over `nets` networks: the next order is about variance^2 / factors.
 */
function isSettled(variance: number, factors: number, nets: number): boolean {
  if (variance === 0) return true;
  return variance / factors <= MOST_A_LAYER && variance ** 2 / factors <= SHARE * Math.sqrt(variance / nets);
}

/** P(some of the first `crossed` hidden layers has no unit alive), for weights that are as often positive as negative. */
export function deadProbability({ activation, layers, sigmaB2 }: Network, crossed: number): number {
  if (passedSigns(activation) !== "one" || sigmaB2 !== 0) return 0;
  const alive = layers.slice(0, crossed).reduce((log, { fanOut }) => log + Math.log1p(-(2 ** -fanOut)), 0);
  return 0 - Math.expm1(alive);
}

/**
 * In the limit the skewness of ln of a chi-square mean is its standard deviation; in simulated networks the skewness of
 * ln q was never larger. Where it is not known, it is assumed to be at most 1.5 times the standard deviation.
 */
const SKEWNESS_PER_SD = 1.5;

/**
 * The law of a logarithm; null if theory does not give it. `factors` is the number of independent factors, of about
 * equal variance, whose logarithms it sums.
 */
function lawOf(law: LogLaw, layers: number, deadProbability: number, factors: number): LayerLaw | null {
  const { mean, variance, skewness } = law;
  if (mean === Number.NEGATIVE_INFINITY) return deadLaw;
  if (!(Number.isFinite(mean) && variance >= 0)) return null;
  const bound = (SKEWNESS_PER_SD * Math.sqrt(variance)) / factors;
  return computedLaw(mean, variance, layers, { deadProbability, skewness: skewness ?? [-bound, bound] });
}
