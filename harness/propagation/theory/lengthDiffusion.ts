/**
 * Lengths in networks of finite width as a walk: the logarithms of lengths and gradients move from layer to layer by what the
 * Gaussian moments at this network's own length say, to order 1/width in mean and variance. Nothing is supposed small over the whole
 * depth, other than by `forwardExpansion`: what is left out is of order depth/width^2.
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

/** Draws one network after the other at a cost of its depth; each call answers the next, in the same places as the last. */
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
      // mean(z^2), given its expectation, is a chi-square over its degrees of freedom; on a sphere it is the expectation.
      lengths.forward[l] = log + (isHaar ? 0 : Math.sqrt(2 / width) * chance[3 * l + 2]! - 1 / width);
      crossing[l] = logW2 + step[2]! + step[3]! * first + step[4]! * chance[3 * l + 1]!;
      [brought[l], weighted[l], kept[l]] = [step[5]!, step[6]!, step[7]!];
      share[l] = sigmaB2 === 0 ? 1 : 1 - sigmaB2 * Math.exp(-log);
      const grown = log + logW2 + step[0]! + step[1]! * first;
      log = sigmaB2 === 0 ? grown : Math.log(Math.exp(grown) + sigmaB2);
    }
  }

  /** The same matrices go back, as `weightReuse` says; `over` is what the overlap of z and delta has more than chance, and is bounded. */
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
 * What a layer does at one length: the mean step of ln q without the weights' scale, and its standard deviation; that of ln g, and its
 * standard deviation along with the former and apart from it; three numbers of the reuse of weights. Means over many units are
 * close to lognormal. On a sphere, where a square matrix of orthonormal rows takes its input, units and gradients have one length
 * each: what they vary along it is taken out, and means are moved by the curvature.
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

/** Places to a factor e. */
const APART = 4;

/** Moments are smooth in ln q: the cubic through four neighbours is theirs to some 1e-5. The answer is overwritten by the next. */
function stepsOf(options: DiffusionOptions): (logQ: number) => readonly number[] {
  const known = new Map<number, readonly number[]>();
  const nodeAt = (place: number): readonly number[] => {
    const there = known.get(place);
    if (there !== undefined) return there;
    // Where an activation is straight to rounding, moments are those of every length.
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
