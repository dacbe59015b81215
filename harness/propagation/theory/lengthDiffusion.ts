/**
 * Simulates lengths in networks of finite width as a random walk. From layer to layer the logarithms of lengths and
 * gradients change by random steps, whose mean and variance to order 1/width follow from the Gaussian moments at this
 * network's length. Unlike in `forwardExpansion`, the change over the whole depth need not be small: the error is of
 * order depth/width^2.
 */
import type { Activation } from "../activation/index.js";
import { layerMoments } from "./layerMoments.js";
import type { FillNormals } from "./lengthSampler.js";
import { scaleFree } from "./scaleFree.js";

export interface DiffusionOptions {
  readonly activation: Activation;
  /** Units of every layer. */
  readonly width: number;
  readonly depth: number;
  /** width x the variance of an entry. */
  readonly sigmaW2: number;
  /** Variance of the biases. */
  readonly sigmaB2: number;
  /** Independent normal entries, or Haar matrices times a scale. */
  readonly kind: "gaussian" | "orthogonal";
}

/** One network's logarithms, for l = 1..depth. */
export interface DiffusedLengths {
  /** ln mean((z^l)^2). */
  readonly forward: Float64Array;
  /** ln mean((delta^l)^2) / mean((delta^L)^2). */
  readonly backward: Float64Array;
}

/**
 * Draws one network after the other at a cost proportional to the depth; each call overwrites the arrays of the call
 * before and returns them.
 */
export function lengthDiffusion(options: DiffusionOptions, fill: FillNormals): () => DiffusedLengths {
  const { width, depth, sigmaW2, sigmaB2, kind } = options;
  if (kind === "orthogonal" && sigmaB2 > 0) throw new RangeError("lengthDiffusion: orthogonal layers have no biases");
  const numbers = (): Float64Array => new Float64Array(depth);
  const lengths = { forward: numbers(), backward: numbers() };
  const isHaar = kind === "orthogonal";
  const logW2 = Math.log(sigmaW2);
  const steps = stepsOf(options);
  const chance = new Float64Array(3 * depth);
  const [crossing, brought, weighted, kept, share] = [numbers(), numbers(), numbers(), numbers(), numbers()];

  function goForward(): void {
    let log = Math.log(sigmaW2 + sigmaB2);
    for (let l = 0; l < depth; l++) {
      const step = steps(log);
      const first = chance[3 * l]!;
      // Given its expectation, mean(z^2) is a chi-square divided by its degrees of freedom; for a Haar matrix it equals its
      // expectation.
      lengths.forward[l] = log + (isHaar ? 0 : Math.sqrt(2 / width) * chance[3 * l + 2]! - 1 / width);
      crossing[l] = logW2 + step[2]! + step[3]! * first + step[4]! * chance[3 * l + 1]!;
      [brought[l], weighted[l], kept[l]] = [step[5]!, step[6]!, step[7]!];
      share[l] = sigmaB2 === 0 ? 1 : 1 - sigmaB2 * Math.exp(-log);
      const grown = log + logW2 + step[0]! + step[1]! * first;
      log = sigmaB2 === 0 ? grown : Math.log(Math.exp(grown) + sigmaB2);
    }
  }

  /**
   * The backward pass uses the same matrices (see `weightReuse`); `over` is the overlap of z and delta beyond that of
   * independent vectors, and is bounded.
   */
  function goBack(): void {
    let [log, over] = [0, 0];
    lengths.backward[depth - 1] = 0;
    for (let l = depth - 2; l >= 0; l--) {
      const reused = 1 + over * brought[l]!;
      log += crossing[l]! + Math.log(reused);
      over = share[l]! * ((weighted[l]! + over * kept[l]!) / reused - 1);
      lengths.backward[l] = log;
    }
  }

  return () => {
    fill(chance);
    goForward();
    goBack();
    return lengths;
  };
}

/**
 * The steps of a layer at one length: the mean and the standard deviation of the step of ln q, without the weights'
 * scale; the mean of the step of ln g, and its standard deviation correlated with and independent of the former; three
 * numbers for the reuse of weights. Means over many units are close to lognormal. A square matrix of orthonormal rows
 * keeps the length of its input, so that units and gradients lie on spheres: their variance along the radius is
 * removed, and means are shifted by the curvature.
 */
function stepOf({ activation, width, kind }: DiffusionOptions, logQ: number): readonly number[] {
  const isHaar = kind === "orthogonal";
  const m = layerMoments(activation, logQ);
  const [slope, kappa] = [m.phi2Slope / m.phi2, m.logDphi2Slope];
  const length = m.phi2Variance / m.phi2 ** 2 - (isHaar ? 2 * slope ** 2 : 0);
  const gradient = 3 * m.dphi4 - 1 - (isHaar ? 2 + 2 * kappa ** 2 : 0);
  const both = m.covariance / m.phi2 - (isHaar ? 2 * slope * kappa : 0);
  const lengthBend = isHaar ? m.phi2Curvature / m.phi2 : 0;
  const gradientBend = isHaar ? m.logDphi2Curvature + kappa ** 2 : 0;
  const lengthSd = Math.sqrt(Math.max(0, length) / width);
  const along = lengthSd === 0 ? 0 : both / width / lengthSd;
  return [
    Math.log(m.phi2) - (length / 2 + lengthBend) / width,
    lengthSd,
    Math.log(m.dphi2) - (gradient / 2 + gradientBend) / width,
    along,
    Math.sqrt(Math.max(0, gradient / width - along ** 2)),
    (isHaar ? m.reuse - 1 : m.reuse) / width,
    m.dphi2Weighted,
    m.phi2Slope ** 2 / (m.phi2 * m.dphi2),
  ];
}

/** The number of grid points in a factor of e. */
const APART = 4;

/**
 * The steps, interpolated: moments are smooth in ln q, and the cubic through four grid points is accurate to about
 * 1e-5. The next call overwrites the result.
 */
function stepsOf(options: DiffusionOptions): (logQ: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  const nodeAt = (place: number): readonly number[] => {
    const there = known.get(place);
    if (there !== undefined) return there;
    // At lengths where the activation is linear to rounding, the moments do not depend on the length.
    const isStraight = scaleFree(options.activation, place / APART).logScale !== 0;
    const key = isStraight ? Math.sign(place) * Number.POSITIVE_INFINITY : place;
    const found = known.get(key) ?? stepOf(options, place / APART);
    known.set(key, found);
    known.set(place, found);
    return found;
  };
  const out = new Array<number>(8).fill(0);
  return (logQ) => {
    const below = Math.floor(logQ * APART);
    const t = logQ * APART - below;
    const [a, b, c, d] = [nodeAt(below - 1), nodeAt(below), nodeAt(below + 1), nodeAt(below + 2)];
    const [wa, wb] = [(-t * (t - 1) * (t - 2)) / 6, ((t + 1) * (t - 1) * (t - 2)) / 2];
    const [wc, wd] = [(-(t + 1) * t * (t - 2)) / 2, ((t + 1) * t * (t - 1)) / 6];
    for (let i = 0; i < out.length; i++) out[i] = wa * a[i]! + wb * b[i]! + wc * c[i]! + wd * d[i]!;
    return out;
  };
}
