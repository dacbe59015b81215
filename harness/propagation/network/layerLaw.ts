/** The law of a logarithm at one layer over random networks, given that the network is alive there. */
export interface LayerLaw {
  readonly mean: number;
  readonly variance: number;
  /** The bounds of the skewness. */
  readonly skewness: readonly [number, number];
  /** The number of networks from which mean and variance were estimated; Infinity if theory computes them. */
  readonly draws: number;
  /** The probability that the network is dead at this layer: all its values are 0. */
  readonly deadProbability: number;
  /** The number of reference networks over which it was counted; Infinity if theory computes it. */
  readonly deadDraws: number;
  /** The largest error of the logarithm by rounding alone. */
  readonly rounding: number;
}

/** Predictions for l = 1..L; null at a layer without a reliable one. */
export interface Prediction {
  /** The source of the predictions, in words. */
  readonly basis: string;
  readonly forward: readonly (LayerLaw | null)[];
  readonly backward: readonly (LayerLaw | null)[];
  /** The laws of ln mean((W x)^2) / mean(x^2), the gain of the weights alone. */
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

/** A computed law, with the rounding error of `layers` layers. */
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

/** The law of networks that are certainly dead. */
export const deadLaw: LayerLaw = computedLaw(Number.NEGATIVE_INFINITY, 0, 0, { deadProbability: 1 });
