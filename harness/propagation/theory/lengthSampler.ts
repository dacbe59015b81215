import { type NetworkOptions, network } from "./network.js";
import { scaleFree } from "./scaleFree.js";

/** Fills an array with independent standard normal numbers. */
export type FillNormals = (out: Float64Array) => void;

/** One network's lengths, for l = 1..depth. */
export interface SampledLengths {
  /** ln K^l: the variance of z^l given the layer before. */
  readonly logK: Float64Array;
  /** ln mean((z^l)^2). */
  readonly logQ: Float64Array;
}

/**
 * Draws the forward lengths of one network of Gaussian weights and biases exactly, at a cost of depth x width and without
 * a weight matrix: given the layer before, the units of a layer are independent normal with one variance K. Valid at any
 * width and depth, also where the 1/width corrections are not. Lengths are carried as logarithms.
 */
export function sampleLengths(options: NetworkOptions, fillNormals: FillNormals): SampledLengths {
  const { activation, layers, sigmaB2 } = network(options);
  const logK = new Float64Array(layers.length);
  const logQ = new Float64Array(layers.length);
  let log = Math.log(layers[0]!.sigmaW2 + sigmaB2);
  layers.forEach(({ fanOut }, l) => {
    const z = new Float64Array(fanOut);
    fillNormals(z);
    logK[l] = log;
    logQ[l] = log + Math.log(meanOf(z, (value) => value * value));
    const next = layers[l + 1];
    if (next === undefined) return;
    const at = scaleFree(activation, log);
    const sd = Math.sqrt(at.q);
    const square = next.sigmaW2 * meanOf(z, (value) => at.activation.fn(sd * value) ** 2);
    log = at.logScale + Math.log(square + (sigmaB2 === 0 ? 0 : sigmaB2 * Math.exp(-at.logScale)));
  });
  return { logK, logQ };
}

function meanOf(values: Float64Array, f: (value: number) => number): number {
  let sum = 0;
  for (const value of values) sum += f(value);
  return sum / values.length;
}
