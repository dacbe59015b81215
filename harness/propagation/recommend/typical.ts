import type { Activation } from "../activation/index.js";
import { isFormula } from "../block/index.js";
import { type Change, changeOf } from "../network/change.js";
import { conditionalWeights } from "../network/conditionalWeights.js";
import { tiedWeights } from "../network/drawnWeights.js";
import { type LawEstimate, lawEstimate } from "../network/estimatedLaw.js";
import { normalReader } from "../network/normals.js";
import { orthogonalPrediction } from "../network/orthogonalPrediction.js";
import { predict } from "../network/predict.js";
import { referenceSampler } from "../network/reference.js";
import { referencePrediction } from "../network/referencePrediction.js";
import type { ContractedNetwork, WeightKind } from "../network/weightKind.js";
import { isExact } from "../theory/exactCurve.js";
import { backwardCurve, forwardCurve } from "../theory/index.js";
import { layerMoments } from "../theory/layerMoments.js";
import { lengthDiffusion } from "../theory/lengthDiffusion.js";
import { type Layer, type Network, network } from "../theory/network.js";
import type { RecommendRequest } from "./ask.js";
import { blockFor } from "./blockFor.js";

/** A typical network and the spread of single networks, in natural logarithms. */
export interface Typical {
  readonly forward: readonly number[];
  readonly backward: readonly number[];
  readonly change: Change;
  /** Standard deviations over single networks: of ln q of the last layer, and of ln g of the first. */
  readonly sd: Change;
  /** The share of networks that are dead: all their activations are 0. */
  readonly dead: number;
}

/** The number of pre-activations drawn for one candidate, and the least and most networks that these make. */
const MOST_UNITS = 2 ** 20;
const FEWEST = 6;
const MOST = 64;
/** Products of weights and signals for one recurrent candidate. */
const MOST_PRODUCTS = 2 ** 27;
/** The number of layers simulated for one candidate without drawing units, and the width from which on this is accurate. */
const MOST_STEPS = 2 ** 17;
const WIDE = 64;
/** The largest logarithm of the factor by which the distance between two lengths may grow. */
const DRIVEN = 2;
/** Beyond this variance an expansion to order 1/width says nothing. */
const LARGEST_VARIANCE = 0.5;
/** The number of layers that are tried first: most expansions that fail do so within them. */
const SOON = 100;
/** The law of an entry has an effect at order 1/width, which is ignored. */
const PLAIN = { kurtosis: 3 } as const;
const SEED = 0;

const holds = (laws: readonly TypicalLaw[]): boolean => laws.every(({ variance }) => variance <= LARGEST_VARIANCE);

const within = (draws: number): number => Math.max(FEWEST, Math.min(MOST, Math.floor(draws)));

/**
 * The typical network of plain layers: by exact laws or expansions where these hold, otherwise by a simulation of the
 * lengths of wide networks, or of all units of narrow ones.
 */
export function plainTypical({ net: options, kind }: WeightKind): Typical {
  const net = network({ ...options, ...PLAIN });
  const widths = [net.layers[0]!.fanIn, ...net.layers.map(({ fanOut }) => fanOut)];
  if (
    kind === "independent" &&
    (isExact(net) || holds(forwardCurve({ ...options, ...PLAIN, widths: widths.slice(0, SOON) })))
  ) {
    const computed = {
      forward: forwardCurve({ ...options, ...PLAIN }),
      backward: backwardCurve({ ...options, ...PLAIN }),
    };
    if (isExact(net) || (holds(computed.forward) && holds(computed.backward))) return typicalOf(computed, widths);
  }
  const exact = kind === "orthogonal" ? orthogonalPrediction(net) : null;
  if (exact !== null) return typicalOf(exact, widths);
  const way = kind === "orthogonal" ? "orthogonal" : "gaussian";
  const walked = walk(net, way);
  if (walked !== null) return typicalOf(walked, widths);
  const units = widths.reduce((sum, width) => sum + width, 0);
  const fill = normalReader(SEED, `typical ${way}`);
  const next = referenceSampler({ net, fill, weigh: conditionalWeights(net, way, fill) });
  return typicalOf(referencePrediction(next, net.layers.length, within(MOST_UNITS / units)), widths);
}

/** The typical wide network of equal layers, simulated by its lengths alone; null for other networks. */
function walk({ activation, layers, sigmaB2 }: Network, kind: "gaussian" | "orthogonal"): Laws | null {
  const [{ fanIn: width, sigmaW2 }] = layers as [Layer];
  const isEqual = layers.every((layer) => layer.fanIn === width && layer.fanOut === width);
  if (width < WIDE || !isEqual || (kind === "orthogonal" && sigmaB2 > 0)) return null;
  if (isDrivenApart(activation, sigmaW2, sigmaB2)) return null;
  const depth = layers.length;
  const [forward, backward] = [lawEstimate(depth), lawEstimate(depth)];
  const options = { activation, width, depth, sigmaW2, sigmaB2, kind };
  const next = lengthDiffusion(options, normalReader(SEED, `typical walk ${kind}`));
  for (let draw = 0; draw < Math.max(MOST, Math.floor(MOST_STEPS / depth)); draw++) {
    const lengths = next();
    forward.add(lengths.forward);
    backward.add(lengths.backward);
  }
  const lawsOf = ({ lawAt }: LawEstimate) => layers.map((_, l) => lawAt(l, 0));
  return { forward: lawsOf(forward), backward: lawsOf(backward) };
}

/**
 * Whether the distance between two lengths grows from layer to layer (GELU near its repelling fixed point). Then a few
 * networks behave unlike the others, and only a simulation of units shows how many; the mean and the variance of
 * lengths do not.
 */
function isDrivenApart(activation: Activation, sigmaW2: number, sigmaB2: number): boolean {
  let [log, growth] = [Math.log(sigmaW2 + sigmaB2), 0];
  for (let l = 1; l < SOON; l++) {
    const { phi2, phi2Slope } = layerMoments(activation, log);
    const grown = Math.log(sigmaW2 * phi2) + log;
    const next = sigmaB2 === 0 ? grown : Math.log(Math.exp(grown) + sigmaB2);
    growth += Math.log(sigmaW2 * phi2Slope) + log - next;
    log = next;
    if (growth > DRIVEN) return true;
  }
  return false;
}

/**
 * The typical recurrent network. Real matrices are drawn: with one matrix for all steps, a step depends on all steps
 * before it.
 */
export function recurrentTypical({ rule, widths }: ContractedNetwork, { net: options }: WeightKind): Typical {
  const net = network(options);
  const fill = normalReader(SEED, "typical recurrent");
  const next = referenceSampler({ net, fill, weigh: tiedWeights(rule, widths[0]!, SEED) });
  const products = 2 * net.layers.length * widths[0]! ** 2;
  return typicalOf(referencePrediction(next, net.layers.length, within(MOST_PRODUCTS / products)), widths);
}

/** The most units of a reference network in all layers and rows, and the fewest units of a layer. */
const MOST_REFERRED = 2 ** 14;
const NARROWEST = 8;
export const REFERRED = 12;

/** The width of the reference networks of an architecture: their rows and layers cost as much as units. */
export function referredWidth(ask: RecommendRequest): number {
  const block = blockFor(ask, { branch: 1 });
  const rows = isFormula(block) ? Math.max(2, block.rows.count / 2) : 1;
  return Math.min(ask.width, Math.max(NARROWEST, Math.floor(MOST_REFERRED / (ask.depth * rows))));
}

/**
 * The typical network of any architecture, from reference networks. Where these would take too long they are narrower,
 * and the variance is scaled by 1/width.
 */
export function referredTypical(ask: RecommendRequest, about: ContractedNetwork): Typical {
  const block = blockFor(ask, { branch: 1 });
  const width = referredWidth(ask);
  const widths = new Array<number>(ask.depth + 1).fill(width);
  const seen = predict({ ...about, block, widths, seed: SEED, draws: REFERRED, nets: REFERRED }, []);
  const wider = (laws: Laws["forward"]): Laws["forward"] =>
    laws.map((law) => law && { ...law, variance: (law.variance * width) / ask.width });
  return typicalOf({ forward: wider(seen.forward), backward: wider(seen.backward) }, widths);
}

interface TypicalLaw {
  readonly mean: number;
  readonly variance: number;
  readonly deadProbability?: number;
}

interface Laws {
  readonly forward: readonly (TypicalLaw | null)[];
  readonly backward: readonly (TypicalLaw | null)[];
}

function typicalOf(laws: Laws, widths: readonly number[]): Typical {
  const means = (of: readonly (TypicalLaw | null)[]): number[] => of.map((law) => law?.mean ?? Number.NaN);
  const [forward, backward] = [means(laws.forward), means(laws.backward)];
  const [top, bottom] = [laws.forward.at(-1) ?? null, laws.backward[0] ?? null];
  const sd = (law: TypicalLaw | null): number | null => (law === null ? null : Math.sqrt(law.variance));
  return {
    ...{ forward, backward, change: changeOf(forward, backward, widths), dead: top?.deadProbability ?? 0 },
    sd: { forward: sd(top), backward: sd(bottom) },
  };
}
