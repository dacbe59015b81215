import { type Activation, activationByName } from "../activation/index.js";
import { gaussianMean } from "./gaussianMean.js";
import { gaussianPairMean } from "./gaussianPairMean.js";
import { requireCorrelation, requireVariance } from "./require.js";

/** Expectations over (u, v), jointly normal with variance q each and correlation c. */
export interface CorrelationMoments {
  /** E[phi(u) phi(v)]. */
  readonly phiPhi: number;
  /** E[phi'(u) phi'(v)]. */
  readonly dphiDphi: number;
}

/** Two-input moments of an activation; q is a variance, c in [-1, 1]. Throws if either is outside its range. */
export function correlationMoments(activation: string | Activation, q: number, c: number): CorrelationMoments {
  const declared = activationByName(activation);
  requireVariance("correlationMoments", "q", q);
  requireCorrelation("correlationMoments", c);
  return { phiPhi: phiPhi(declared, q, c), dphiDphi: dphiDphi(declared, q, c) };
}

/** E[phi(u) phi(v)]. */
export function phiPhi(activation: Activation, q: number, c: number): number {
  return activation.kernel?.phiPhi(q, c) ?? pairMean(activation, activation.fn, q, c);
}

/** E[phi'(u) phi'(v)]. */
export function dphiDphi(activation: Activation, q: number, c: number): number {
  return activation.kernel?.dphiDphi(q, c) ?? pairMean(activation, activation.derivative, q, c);
}

/** At c = -1, 0, 1 and at q = 0 the pair is really one variable, or two independent ones. */
function pairMean({ name, kinks }: Activation, f: (x: number) => number, q: number, c: number): number {
  if (q > 0 && c !== 0 && Math.abs(c) < 1) return gaussianPairMean(f, q, c, kinks);
  const mean = gaussianMean({ name, kinks, fn: f, derivative: f }, q);
  if (c === 0) return mean((phi) => phi) ** 2;
  if (c > 0) return mean((phi) => phi * phi);
  const sd = Math.sqrt(q);
  return mean((phi, _dphi, z) => phi * f(-sd * z));
}
