import { type Activation, activationByName } from "../activation/index.js";
import { requireCount, requireVariance } from "./require.js";
import { type WeightInitializer, weightVariance } from "./weightVariance.js";

/**
 * A plain fully-connected network z^l = W^l x^(l-1) + b^l, x^l = phi(z^l), whose input satisfies |x^0|^2 = n_0.
 * Give `width` and `depth`, or `widths` = n_0, n_1, ..., n_depth.
 */
export interface NetworkOptions {
  readonly initializer: WeightInitializer;
  readonly activation: string | Activation;
  readonly width?: number;
  readonly depth?: number;
  readonly widths?: readonly number[];
  /** Standard deviation of the biases; 0 unless given. */
  readonly sigmaB?: number;
  /** E[w^4] / Var(w)^2 of the weights: 3, that of normal ones, unless given; 1.8 for uniform ones. */
  readonly kurtosis?: number;
}

/** One weight matrix and the pre-activations it feeds. */
export interface Layer {
  readonly fanIn: number;
  /** Also the width of this layer. */
  readonly fanOut: number;
  /** fan_in Var(w). */
  readonly sigmaW2: number;
}

export interface Network {
  readonly activation: Activation;
  readonly layers: readonly Layer[];
  /** Variance of the biases. */
  readonly sigmaB2: number;
  readonly kurtosis: number;
}

/** The layers an options object stands for. Throws if a width, the depth or a variance is out of range. */
export function network(options: NetworkOptions): Network {
  const { initializer, activation, width, depth, sigmaB = 0, kurtosis = 3 } = options;
  const widths = options.widths ?? uniformWidths(width, depth);
  if (widths.length < 2) throw new Error(`network: widths must list at least 2 layers, got ${widths.length}`);
  for (const size of widths) requireCount("network", "width", size);
  requireVariance("network", "sigmaB", sigmaB);
  const variance = weightVariance(initializer);
  const layers = widths.slice(1).map((fanOut, l) => {
    const fanIn = widths[l]!;
    const sigmaW2 = fanIn * variance(fanIn, fanOut);
    requireVariance("network", "sigma_w^2", sigmaW2);
    return { fanIn, fanOut, sigmaW2 };
  });
  return { activation: activationByName(activation), layers, sigmaB2: sigmaB ** 2, kurtosis };
}

function uniformWidths(width = Number.NaN, depth = Number.NaN): readonly number[] {
  requireCount("network", "width", width);
  requireCount("network", "depth", depth);
  return new Array<number>(depth + 1).fill(width);
}
