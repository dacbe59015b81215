import { type Activation, activationByName } from "../activation/index.js";
import { correlationMap, correlationSlope } from "./correlationMap.js";
import { type FixedPointStatus, lengthLimit } from "./lengthLimit.js";
import { chi1, chiParallel, lengthMap } from "./lengthMap.js";
import { requireVariance } from "./require.js";
import { limitingSlope2 } from "./scaleFree.js";

/** Fixed points of the length and correlation maps; null where there is none. */
export interface FixedPoint {
  readonly status: FixedPointStatus;
  /** Limit of the pre-activation variance; Infinity where it diverges. */
  readonly qStar: number;
  /** sigma_w^2 E[phi'^2] at qStar: below one order, above one chaos. */
  readonly chi1: number | null;
  /** Slope of the length map at qStar. */
  readonly chiParallel: number | null;
  /** Limit of the correlation of two inputs. */
  readonly cStar: number | null;
  /** Slope of the correlation map at cStar. */
  readonly chiCStar: number | null;
  /** Layers over which the length forgets: -1 / ln chiParallel. */
  readonly xiQ: number | null;
  /** Layers over which the correlation forgets: -1 / ln chiCStar. */
  readonly xiC: number | null;
}

/**
 * The fixed point of a deep network with weights of standard deviation sigmaW/sqrt(fan_in) and biases of standard
 * deviation sigmaB (Schoenholz et al. 2017). Throws if either is not a finite number >= 0.
 */
export function fixedPoint(activation: string | Activation, sigmaW: number, sigmaB: number): FixedPoint {
  const declared = activationByName(activation);
  requireVariance("fixedPoint", "sigmaW", sigmaW);
  requireVariance("fixedPoint", "sigmaB", sigmaB);
  const [sigmaW2, sigmaB2] = [sigmaW ** 2, sigmaB ** 2];
  const { status, q } = lengthLimit(declared, sigmaW2, sigmaB2);
  if (q === Number.POSITIVE_INFINITY) return { ...NOWHERE, status };
  if (q === 0) return { ...NOWHERE, status, qStar: 0, chi1: sigmaW2 * limitingSlope2(declared, "zero") };
  const slopes = { chi1: chi1(declared, q, sigmaW2), chiParallel: chiParallel(declared, q, sigmaW2) };
  const cStar = slopes.chi1 <= 1 + CRITICAL ? 1 : correlationLimit(declared, q, sigmaW2, sigmaB2);
  const chiCStar = cStar === 1 ? slopes.chi1 : correlationSlope(declared, cStar, q, sigmaW2);
  return {
    status,
    qStar: q,
    ...slopes,
    cStar,
    chiCStar,
    xiQ: depthScale(slopes.chiParallel),
    xiC: depthScale(chiCStar),
  };
}

const NOWHERE: Omit<FixedPoint, "status"> = {
  qStar: Number.POSITIVE_INFINITY,
  chi1: null,
  chiParallel: null,
  cStar: null,
  chiCStar: null,
  xiQ: null,
  xiC: null,
};

/** Slopes this close to one are one: no depth scale, and no correlation below one to settle at. */
const CRITICAL = 1e-14;

/** -1 / ln chi: the number of layers over which a perturbation decays by e; null where it does not decay. */
export function depthScale(chi: number): number | null {
  return chi > 0 && chi < 1 - CRITICAL ? -1 / Math.log(chi) : null;
}

/** The c-map is convex with slope chi_1 > 1 at one: Newton's method from c = 0 climbs to the one root below. */
function correlationLimit(activation: Activation, q: number, sigmaW2: number, sigmaB2: number): number {
  let c = 0;
  for (let step = 0; step < 100; step++) {
    const miss = correlationMap(activation, c, q, sigmaW2, sigmaB2) - c;
    const slope = (correlationSlope(activation, c, q, sigmaW2) * q) / lengthMap(activation, q, sigmaW2, sigmaB2);
    const move = miss / (1 - slope);
    if (!(move > 1e-16)) break;
    c += move;
  }
  return c;
}
