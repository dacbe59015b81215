import type { Activation } from "../activation/index.js";
import { type NetworkBlock, residual } from "../block/index.js";
import { conditionalWeights } from "../network/conditionalWeights.js";
import { normalReader } from "../network/normals.js";
import { referenceSampler } from "../network/reference.js";
import { referencePrediction } from "../network/referencePrediction.js";
import { blockCurves } from "../theory/blockCurves.js";
import { network } from "../theory/network.js";

/** Blocks x + branch (W phi(x) + b), applied to an input of unit length. */
export interface ResidualBlocks {
  readonly activation: Activation;
  readonly width: number;
  readonly blocks: number;
  readonly branch: number;
  /** width x the variance of an entry of W. */
  readonly sigmaW2: number;
  /** Standard deviation of b. */
  readonly sigmaB: number;
  readonly kind: "gaussian" | "orthogonal";
}

const blockOf = ({ branch }: ResidualBlocks): NetworkBlock => ({ ...residual, branch: () => branch });

/**
 * ln q after every block and ln g before every block, in an infinitely wide network; each block's moments depend on the
 * length there.
 */
export function residualCurves(of: ResidualBlocks) {
  const { forward, backward } = blockCurves({ ...of, block: blockOf(of), depth: of.blocks, sigmaB2: of.sigmaB ** 2 });
  return { forward: forward.slice(1), backward: backward.slice(0, -1) };
}

/** The number of units that are drawn for one standard deviation, and the fewest and the most networks that these make. */
const MOST_UNITS = 2 ** 19;
const [FEWEST, MOST] = [8, 32];

/**
 * Standard deviations over networks: of ln q behind the last block, and of ln g behind the first. Where networks of
 * this width would need too many units, narrower ones are drawn and the variance is scaled by 1/width.
 */
export function residualSpread(of: ResidualBlocks, seed: number) {
  const { activation, blocks, sigmaW2, sigmaB, kind } = of;
  const width = Math.max(1, Math.min(of.width, Math.floor(MOST_UNITS / (FEWEST * blocks))));
  const draws = Math.max(FEWEST, Math.min(MOST, Math.floor(MOST_UNITS / (width * blocks))));
  const net = network({ initializer: () => sigmaW2 / width, activation, width, depth: blocks, sigmaB });
  const fill = normalReader(seed, `residual ${kind}`);
  const next = referenceSampler({ net, block: blockOf(of), fill, weigh: conditionalWeights(net, kind, fill) });
  const { forward, backward } = referencePrediction(next, blocks, draws);
  const sd = (variance: number | undefined): number => Math.sqrt(((variance ?? Number.NaN) * width) / of.width);
  return { forward: sd(forward.at(-1)?.variance), backward: sd(backward[0]?.variance) };
}
