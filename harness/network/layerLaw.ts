/** What theory says of the logarithm of one layer of one network, given that the network is alive there. */
export interface LayerLaw {
  readonly mean: number;
  readonly variance: number;
  /** Between these lies the skewness. */
  readonly skewness: readonly [number, number];
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
  /** Of ln mean((W x)^2) / mean(x^2): what the weights alone do. Independent from layer to layer. */
  readonly gain: readonly (LayerLaw | null)[];
  /** Whether the logarithms of successive layers, forward and backward, differ by independent steps. */
  readonly walks: boolean;
}

/** Weights are float32: a layer's squared norm is off by this much, relatively, at worst. */
const WEIGHT_ROUNDING = 2 ** -23;

export interface ComputedFacts {
  readonly deadProbability?: number;
  /** The skewness, or what it lies between; 0 unless given. */
  readonly skewness?: number | readonly [number, number];
}

/** A computed law; `layers` that rounding has gone through. */
export function computedLaw(
  mean: number,
  variance: number,
  layers: number,
  { deadProbability = 0, skewness = 0 }: ComputedFacts = {},
): LayerLaw {
  return {
    ...{ mean, variance, skewness: typeof skewness === "number" ? [skewness, skewness] : skewness },
    ...{ draws: Number.POSITIVE_INFINITY, deadProbability, rounding: layers * WEIGHT_ROUNDING },
  };
}

/** What certainly leaves nothing. */
export const deadLaw: LayerLaw = computedLaw(Number.NEGATIVE_INFINITY, 0, 0, { deadProbability: 1 });

/** The law that reference networks show. One of none is dead for certain. */
export function estimatedLaw(logs: readonly number[], layers: number): LayerLaw {
  const alive = logs.filter((log) => log > Number.NEGATIVE_INFINITY);
  const draws = alive.length;
  if (draws < 2) return deadLaw;
  const mean = alive.reduce((sum, log) => sum + log, 0) / draws;
  const central = (k: number): number => alive.reduce((sum, log) => sum + (log - mean) ** k, 0);
  const variance = central(2) / (draws - 1);
  const skewness = variance > 0 ? central(3) / draws / variance ** 1.5 : 0;
  const doubt = variance > 0 ? 2 * Math.sqrt(6 / draws) : 0;
  const deadProbability = draws === logs.length ? 1 / logs.length : 1 - draws / logs.length;
  return {
    ...{ mean, variance, skewness: [skewness - doubt, skewness + doubt] },
    ...{ draws, deadProbability, rounding: layers * WEIGHT_ROUNDING },
  };
}
