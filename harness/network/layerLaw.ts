/** What theory says of the logarithm of one layer of one network, given that the network is alive there. */
export interface LayerLaw {
  readonly mean: number;
  readonly variance: number;
  readonly skewness: number;
  /** Networks that mean and variance were estimated from; Infinity where they are computed. */
  readonly draws: number;
  /** The probability that nothing is left at this layer. */
  readonly deadProbability: number;
  /** What rounding alone may do to the logarithm. */
  readonly rounding: number;
}

/** Predictions for l = 1..L; null where there is no honest one. */
export interface Prediction {
  /** Where they come from, in words. */
  readonly basis: string;
  readonly forward: readonly (LayerLaw | null)[];
  readonly backward: readonly (LayerLaw | null)[];
}

/** Weights are float32: a layer's squared norm is off by this much, relatively, at worst. */
const WEIGHT_ROUNDING = 2 ** -23;

/** A computed law; `layers` that rounding has gone through. */
export function computedLaw(mean: number, variance: number, layers: number, deadProbability = 0): LayerLaw {
  const rounding = layers * WEIGHT_ROUNDING;
  return { mean, variance, skewness: 0, draws: Number.POSITIVE_INFINITY, deadProbability, rounding };
}

/** The law that reference networks show. One of none is dead for certain. */
export function estimatedLaw(logs: readonly number[], layers: number): LayerLaw {
  const alive = logs.filter((log) => log > Number.NEGATIVE_INFINITY);
  const draws = alive.length;
  const mean = alive.reduce((sum, log) => sum + log, 0) / draws;
  const central = (k: number): number => alive.reduce((sum, log) => sum + (log - mean) ** k, 0);
  const variance = central(2) / (draws - 1);
  const skewness = variance > 0 ? central(3) / draws / variance ** 1.5 : 0;
  const deadProbability = draws === logs.length ? 1 / logs.length : 1 - draws / logs.length;
  if (draws < 2) return computedLaw(Number.NEGATIVE_INFINITY, 0, layers, 1);
  return { mean, variance, skewness, draws, deadProbability, rounding: layers * WEIGHT_ROUNDING };
}
