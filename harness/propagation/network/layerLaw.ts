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
  /** Reference networks that it was counted over; Infinity where it is computed. */
  readonly deadDraws: number;
  /** What rounding alone may do to the logarithm. */
  readonly rounding: number;
}

/** Predictions for l = 1..L; null where there is no honest one. */
export interface Prediction {
  /** Where they come from, in words. */
  readonly basis: string;
  readonly forward: readonly (LayerLaw | null)[];
  readonly backward: readonly (LayerLaw | null)[];
  /** Of ln mean((W x)^2) / mean(x^2): what the weights alone do. */
  readonly gain: readonly (LayerLaw | null)[];
  /** The variance of the sum of all layers' gains over the sum of their variances: 1 where they are independent. */
  readonly gainDependence: number;
  /** Whether the logarithms of successive layers, forward and backward, differ by independent steps. */
  readonly walks: boolean;
}

/** Weights are float32: a layer's squared norm is off by this much, relatively, at worst. */
export const WEIGHT_ROUNDING = 2 ** -23;

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
    ...{ draws: Number.POSITIVE_INFINITY, deadProbability, deadDraws: Number.POSITIVE_INFINITY },
    rounding: layers * WEIGHT_ROUNDING,
  };
}

/** What certainly leaves nothing. */
export const deadLaw: LayerLaw = computedLaw(Number.NEGATIVE_INFINITY, 0, 0, { deadProbability: 1 });
