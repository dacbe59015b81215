import { passedSigns } from "../theory/exactCurve.js";
import type { NetworkOptions } from "../theory/index.js";
import { type Network, network } from "../theory/network.js";
import { bent, kurtosisShift } from "./bent.js";
import { type ComputedPrediction, computedPrediction, deadProbability } from "./computedPrediction.js";
import { conditionalWeights } from "./conditionalWeights.js";
import { constantPrediction } from "./constantPrediction.js";
import { drawnWeights } from "./drawnWeights.js";
import { orthogonalGain } from "./layerGain.js";
import type { Prediction } from "./layerLaw.js";
import { normalReader } from "./normals.js";
import { orthogonalPrediction } from "./orthogonalPrediction.js";
import { referenceSampler } from "./reference.js";
import { referencePrediction } from "./referencePrediction.js";
import type { NetCurves } from "./simulate.js";
import { type ContractedNetwork, weightKind } from "./weightKind.js";

export interface PredictOptions extends ContractedNetwork {
  /** Names the reference networks' random numbers. */
  readonly seed: number;
  /** Reference networks where theory has no formula. */
  readonly draws: number;
  /** Networks whose mean will be compared: the more, the less of an approximation is trusted. */
  readonly nets: number;
}

/** Fewer inputs than this show more of their weights' law than its variance and a first correction for its kurtosis. */
const NARROW = 64;
/** Weights of reference networks that are drawn where only they can tell, and the fewest networks of any use. */
const MOST_DRAWN = 2 ** 30;
const FEWEST = 50;

/** What theory or reference networks say; `nets` are asked for their inputs and top gradients only. */
export function predict(options: PredictOptions, nets: readonly NetCurves[]): Prediction {
  const about = weightKind(options);
  if (about.kind === "constant") return constantPrediction(about.value, options.activation, options.widths, nets);
  const net = network(about.net);
  if (about.kind === "orthogonal") {
    return orthogonalPrediction(net) ?? { ...conditional(net, "orthogonal", options), gain: orthogonalGain(net) };
  }
  if (about.kind === "other") return matrices(net, options);
  return independent(about.net, net, options);
}

/** Theory where it is right, else reference networks, for a whole direction: a band of two sources would have a step. */
function independent(about: NetworkOptions, net: Network, options: PredictOptions): Prediction {
  const isNormal = net.kurtosis === 3;
  const drawable = !isNormal && entriesOf(net) * FEWEST <= MOST_DRAWN;
  if (drawable && Math.min(...net.layers.map(({ fanIn }) => fanIn)) < NARROW) return alive(net, matrices(net, options));
  const computed = computedPrediction(about, options.nets);
  if (isPrediction(computed)) return computed;
  const seen = alive(
    net,
    isNormal ? conditional(net, "gaussian", options) : bentOrDrawn(about, net, options, drawable),
  );
  return {
    ...computed,
    basis: computed.forward === null ? seen.basis : `${computed.basis}, ${seen.basis} for gradients`,
    forward: computed.forward ?? seen.forward,
    backward: computed.backward ?? seen.backward,
    walks: false,
  };
}

/** Wide networks of weights that are not normal: normal ones, bent by the kurtosis; matrices where that is not enough. */
function bentOrDrawn(about: NetworkOptions, net: Network, options: PredictOptions, drawable: boolean): Prediction {
  const shift = kurtosisShift(about, options.nets);
  if (shift === null && drawable) return matrices(net, options);
  const seen = conditional(net, "gaussian", options);
  return shift === null ? seen : bent(seen, shift);
}

const isPrediction = (of: ComputedPrediction): of is ComputedPrediction & Prediction =>
  of.forward !== null && of.backward !== null;

function conditional(net: Network, kind: "gaussian" | "orthogonal", { seed, draws }: PredictOptions): Prediction {
  const fill = normalReader(seed, `reference ${kind}`);
  const next = referenceSampler({ net, fill, weigh: conditionalWeights(net, kind, fill) });
  return referencePrediction(next, net.layers.length, draws);
}

function matrices(net: Network, { rule, widths, seed, draws }: PredictOptions): Prediction {
  const affordable = Math.max(FEWEST, Math.min(draws, Math.floor(MOST_DRAWN / entriesOf(net))));
  const fill = normalReader(seed, "reference vectors");
  const next = referenceSampler({ net, fill, weigh: drawnWeights(rule, widths, seed) });
  return referencePrediction(next, net.layers.length, affordable);
}

/** Who dies of ReLU is known where signs are fair coins: the reference networks need not be counted. */
function alive(net: Network, seen: Prediction): Prediction {
  if (passedSigns(net.activation) !== "one" || net.sigmaB2 !== 0) return seen;
  const depth = net.layers.length;
  const known = (laws: Prediction["forward"], crossed: (l: number) => number) =>
    laws.map(
      (law, l) =>
        law && { ...law, deadProbability: deadProbability(net, crossed(l)), deadDraws: Number.POSITIVE_INFINITY },
    );
  return {
    ...seen,
    forward: known(seen.forward, (l) => l),
    backward: known(seen.backward, (l) => (l === depth - 1 ? 0 : depth - 1)),
  };
}

const entriesOf = ({ layers }: Network): number => layers.reduce((sum, { fanIn, fanOut }) => sum + fanIn * fanOut, 0);
