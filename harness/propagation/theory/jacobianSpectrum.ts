import { power } from "../../numeric/power.js";
import { requireCount } from "./require.js";

/** A deep network at criticality whose phi' is one with probability `linear` and zero otherwise. */
export interface JacobianOptions {
  readonly depth: number;
  readonly weights: "gaussian" | "orthogonal";
  /** P(phi' = 1): 1 for a linear network, 1/2 for ReLU, 1 - 2 Phi(-1/sqrt q) for hard_tanh. */
  readonly linear: number;
}

/** Squared singular values of the input-output Jacobian at infinite width, with sigma_w^2 = 1 / linear. */
export interface JacobianSpectrum {
  readonly mean: number;
  readonly variance: number;
  /** Upper edge of the spectrum. */
  readonly max: number;
}

/**
 * The spectrum of the input-output Jacobian by free probability: its S-transform is a product over layers (Pennington,
 * Schoenholz and Ganguli 2017), and the edge is the stationary point of the inverse moment function. Throws if depth is
 * not a count or `linear` not in (0, 1].
 */
export function jacobianSpectrum({ depth, weights, linear }: JacobianOptions): JacobianSpectrum {
  requireCount("jacobianSpectrum", "depth", depth);
  if (!(linear > 0 && linear <= 1)) throw new Error(`jacobianSpectrum: linear must be in (0, 1], got ${linear}`);
  const variance = jacobianVariance(depth, weights, 1 / linear);
  return {
    mean: 1,
    variance,
    max: edge({ depth, weights, linear }),
  };
}

/** Variance of the squared singular values at criticality; ratio = E[phi'^4] / E[phi'^2]^2, for any activation. */
export function jacobianVariance(depth: number, weights: "gaussian" | "orthogonal", ratio: number): number {
  return depth * (ratio - (weights === "gaussian" ? 0 : 1));
}

/** The z > 0 at which the inverse moment function has its minimum, the edge; Infinity where there is none inside. */
export function stationaryPoint({ depth, weights, linear: p }: JacobianOptions): number {
  if (weights === "orthogonal") return p / Math.max(0, depth * (1 - p) - 1);
  const b = depth - 1;
  return (2 * p) / (b + Math.sqrt(b * b + 4 * depth * p));
}

/** The minimum over z > 0 of (1 + z)/z (1 + z/p)^L, for orthogonal weights of (1 + z)/z ((1 + z/p)/(1 + z))^L. */
function edge(options: JacobianOptions): number {
  const { depth, weights, linear: p } = options;
  const z = stationaryPoint(options);
  if (z === Number.POSITIVE_INFINITY) return power(p, -depth);
  const layer = (1 + z / p) / (weights === "orthogonal" ? 1 + z : 1);
  return ((1 + z) / z) * power(layer, depth);
}

/** Mean singular value of a square matrix of independent entries of variance sigma_w^2/n, as n grows. */
export function meanSingularValue(sigmaW: number): number {
  return (8 * sigmaW) / (3 * Math.PI);
}
