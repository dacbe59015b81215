import {
  backwardExpansion,
  chiParallel,
  depthScale,
  fixedPoint,
  meanFieldCurve,
  type NetworkOptions,
} from "../theory/index.js";
import { network } from "../theory/network.js";
import { type Slopes, slopesOf } from "./slopes.js";

/** What an infinitely wide network of these weights would do. */
export interface Outlook {
  readonly slopes: Slopes;
  /** ln q and ln g. */
  readonly forward: readonly number[];
  readonly backward: readonly number[];
  /** Slope of the length map at the top layer: above one, lengths are driven away from where they are. */
  readonly chiParallel: number | null;
  /** Whether lengths change like a power of depth, not exponentially. */
  readonly isSlow: boolean;
}

/** A growth this small a layer is none: a thousand layers would not change a length by e^10. */
export const STEADY = 0.01;

/** The mean-field curves of a network of independent or orthogonal weights, and what they lead to. */
export function outlookOf(options: NetworkOptions): Outlook {
  const { activation, layers, sigmaB2 } = network(options);
  const forward = meanFieldCurve(options);
  const backward = backwardExpansion(options).map(({ meanField }) => meanField);
  const [top, { sigmaW2 }] = [forward.at(-1)!, layers.at(-1)!];
  const q = Math.exp(top);
  const isScaleFree = activation.homogeneous !== undefined && sigmaB2 === 0;
  const settles = layers.every((layer) => layer.sigmaW2 === sigmaW2) && !isScaleFree;
  return {
    slopes: slopesOf(forward, backward),
    ...{ forward, backward },
    chiParallel: !isScaleFree && q > 0 && Number.isFinite(q) ? chiParallel(activation, q, sigmaW2) : null,
    isSlow: settles && isPowerLaw(options, Math.sqrt(sigmaW2), Math.sqrt(sigmaB2)),
  };
}

/** At a critical point nothing decays exponentially: at q = 0 with chi_1 = 1, or where lengths grow linearly. */
function isPowerLaw({ activation }: NetworkOptions, sigmaW: number, sigmaB: number): boolean {
  const { status, chi1 } = fixedPoint(activation, sigmaW, sigmaB);
  if (status === "diverges_linear") return true;
  return status === "vanishes" && chi1 !== null && depthScale(chi1) === null;
}
