import { isPlain, mlp, type NetworkBlock } from "../block/index.js";
import { blockCurves } from "../theory/blockCurves.js";
import { chi1, chiParallel, depthScale, fixedPoint, meanFieldCurve, type NetworkOptions } from "../theory/index.js";
import { logLengthMap } from "../theory/lengthMap.js";
import { meanFieldGradients } from "../theory/meanFieldGradients.js";
import { network } from "../theory/network.js";
import { limitingSlope2, scaleFree } from "../theory/scaleFree.js";
import { type Change, changeOf } from "./change.js";
import type { Criticality } from "./fate.js";
import { type CurveSlopes, slopesOf } from "./slopes.js";

/** The prediction for an infinitely wide network of these weights. */
export interface Outlook {
  readonly slopes: CurveSlopes;
  /** ln q and ln g. */
  readonly forward: readonly number[];
  readonly backward: readonly number[];
  /** The change through the whole network, without the change that the widths explain. */
  readonly change: Change;
  readonly criticality: Criticality;
}

/** The mean-field curves of a network of independent or orthogonal weights, with their change and criticality. */
export const outlookOf = (options: NetworkOptions, block: NetworkBlock = mlp): Outlook =>
  isPlain(block) ? outlookOfLayers(options) : outlookOfBlocks(options, block);

function outlookOfLayers(options: NetworkOptions): Outlook {
  const { activation, layers, sigmaB2 } = network(options);
  const forward = meanFieldCurve(options);
  const backward = meanFieldGradients(options, forward);
  const [top, { sigmaW2 }] = [forward.at(-1)!, layers.at(-1)!];
  const q = Math.exp(top);
  const isScaleFree = activation.homogeneous !== undefined && sigmaB2 === 0;
  const settles = layers.every((layer) => layer.sigmaW2 === sigmaW2) && !isScaleFree;
  return {
    slopes: slopesOf(forward, backward),
    ...{ forward, backward },
    change: changeOf(forward, backward, [layers[0]!.fanIn, ...layers.map(({ fanOut }) => fanOut)]),
    criticality: {
      chi1: correlationSlope(options, top),
      chiParallel: !isScaleFree && q > 0 && Number.isFinite(q) ? chiParallel(activation, q, sigmaW2) : null,
      isSlow: settles && isPowerLaw(options, Math.sqrt(sigmaW2), Math.sqrt(sigmaB2)),
    },
  };
}

/** The outlook of networks with skip connections: their lengths grow, so that there is no fixed point of the length map. */
function outlookOfBlocks(options: NetworkOptions, block: NetworkBlock): Outlook {
  const { activation, layers, sigmaB2 } = network(options);
  const [depth, { fanIn, sigmaW2 }] = [layers.length, layers[0]!];
  const { norm, skip } = block;
  const curves = blockCurves({ block, activation, depth, sigmaW2, sigmaB2 });
  const [forward, backward] = [curves.forward.slice(1), curves.backward.slice(1)];
  const [below, top] = [curves.forward.at(-2)!, curves.forward.at(-1)!];
  return {
    slopes: slopesOf(forward, backward),
    ...{ forward, backward },
    change: changeOf(forward, backward, new Array<number>(depth + 1).fill(fanIn)),
    criticality: {
      chi1: Math.exp(curves.backward.at(-2)! + below - top),
      chiParallel: null,
      isSlow: skip === "stream" && (norm !== null || sigmaW2 * limitingSlope2(activation, "infinity") === 0),
    },
  };
}

/** sigma_w^2 E[phi'^2] q / q': the slope of the correlation map at 1, also where lengths change. */
function correlationSlope(options: NetworkOptions, logQ: number): number | null {
  const { activation, layers, sigmaB2 } = network(options);
  const { sigmaW2 } = layers.at(-1)!;
  if (!Number.isFinite(logQ) || sigmaW2 === 0) return null;
  const at = scaleFree(activation, logQ);
  return chi1(at.activation, at.q, sigmaW2) * Math.exp(logQ - logLengthMap(activation, logQ, sigmaW2, sigmaB2));
}

/** At a critical point nothing decays exponentially: at q = 0 with chi_1 = 1, or where lengths grow linearly. */
function isPowerLaw({ activation }: NetworkOptions, sigmaW: number, sigmaB: number): boolean {
  const { status, chi1 } = fixedPoint(activation, sigmaW, sigmaB);
  if (status === "diverges_linear") return true;
  return status === "vanishes" && chi1 !== null && depthScale(chi1) === null;
}
