import { isMixed } from "../activation/index.js";
import { isFormula, isPlain, type LayerBlock, mlp, type NetworkBlock } from "../block/index.js";
import { passedSigns } from "../theory/exactCurve.js";
import type { NetworkOptions } from "../theory/index.js";
import { type Network, network } from "../theory/network.js";
import { type ComputedPrediction, computedPrediction, deadProbability } from "./computedPrediction.js";
import { conditionalWeights } from "./conditionalWeights.js";
import { constantPrediction } from "./constantPrediction.js";
import { drawnWeights } from "./drawnWeights.js";
import { formulaPrediction } from "./formulaPrediction.js";
import { kurtosisShift, withMeanShift } from "./kurtosisShift.js";
import { gaussianGain, orthogonalGain } from "./layerGain.js";
import type { Prediction } from "./layerLaw.js";
import { normalReader } from "./normals.js";
import { orthogonalPrediction } from "./orthogonalPrediction.js";
import { type ReferenceOptions, referenceSampler } from "./reference.js";
import { referencePrediction } from "./referencePrediction.js";
import { repeatedPrediction } from "./repeatedPrediction.js";
import type { LayerBiases, NetCurves } from "./simulate.js";
import { streamPrediction } from "./streamPrediction.js";
import { type ContractedNetwork, type WeightKind, weightKind } from "./weightKind.js";

export interface PredictOptions extends ContractedNetwork {
  /** The block of a layer; a plain layer if absent. */
  readonly block?: LayerBlock;
  /** The seed of the reference networks. */
  readonly seed: number;
  /** The number of reference networks where theory has no formula. */
  readonly draws: number;
  /** The biases of the networks, if they are given and not drawn; reference networks use them in turn. */
  readonly biases?: readonly LayerBiases[];
  /** The input z^0 of networks of formulas, if it is known. */
  readonly inputs?: readonly (readonly Float64Array[])[];
  /** The number of networks whose mean will be compared: the more there are, the more accurate an approximation must be. */
  readonly nets: number;
}

/** With fewer inputs a layer's law depends on more than the variance of the weights and a first correction for their kurtosis. */
const NARROW = 64;
/** The most weights that are drawn for reference networks with real matrices, and the fewest such networks. */
const MOST_DRAWN = 2 ** 30;
const FEWEST = 50;

/** The prediction of theory or of reference networks; `nets` give only their inputs and top gradients. */
export function predict(options: PredictOptions, nets: readonly NetCurves[]): Prediction {
  const about = weightKind(options);
  const { block = mlp } = options;
  if (isFormula(block)) {
    return about.kind === "constant"
      ? repeatedPrediction(block, options, nets)
      : formulaPrediction(block, options, about);
  }
  if (!isPlain(block)) return blockPrediction(about, block, options, nets);
  if (options.biases !== undefined) return referenced(about, options);
  if (about.kind === "constant") return constantPrediction(about.value, options.activation, options.widths, nets);
  if (isMixed(options.activation)) return referenced(about, options);
  const net = network(about.net);
  if (about.kind === "orthogonal") {
    return orthogonalPrediction(net) ?? { ...conditional(net, "orthogonal", options), gain: orthogonalGain(net) };
  }
  if (about.kind === "other") return matrices(net, options);
  return independent(about.net, net, options);
}

/** The prediction for blocks: theory has a law at finite width for a few streams, and for constant weights. */
function blockPrediction(
  about: WeightKind,
  block: NetworkBlock,
  options: PredictOptions,
  nets: readonly NetCurves[],
): Prediction {
  if (options.biases !== undefined) return referenced(about, options);
  if (about.kind === "constant") return repeatedPrediction(block, options, nets);
  const net = network(about.net);
  const isGaussian = about.kind === "independent" && net.kurtosis === 3;
  const way = isGaussian ? "gaussian" : about.kind === "orthogonal" ? "orthogonal" : null;
  return (way === null ? null : streamPrediction(net, block, way)) ?? referenced(about, options);
}

/** The prediction by reference networks: theory covers neither given biases nor layers of different activations. */
function referenced({ kind, net: about }: WeightKind, options: PredictOptions): Prediction {
  const net = network(about);
  if (kind === "orthogonal") return { ...conditional(net, "orthogonal", options), gain: orthogonalGain(net) };
  if (kind === "independent" && net.kurtosis === 3) {
    return { ...conditional(net, "gaussian", options), gain: gaussianGain(net), gainDependence: 1 };
  }
  return matrices(net, options);
}

const biasesOf = ({ biases }: PredictOptions): Pick<ReferenceOptions, "biasesOf"> =>
  biases === undefined ? {} : { biasesOf: (draw, l) => biases[draw % biases.length]!(l) };
const blockOf = ({ block }: PredictOptions): Pick<ReferenceOptions, "block"> =>
  block === undefined || isFormula(block) ? {} : { block };

/**
 * The prediction for independent weights: each direction is predicted by theory if it is accurate at all layers,
 * otherwise by reference networks. A band from both sources would have a step.
 */
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

/**
 * The prediction for wide networks of weights that are not normal: that for normal weights, shifted by the kurtosis; by
 * real matrices if this is not accurate enough.
 */
function bentOrDrawn(about: NetworkOptions, net: Network, options: PredictOptions, drawable: boolean): Prediction {
  const shift = kurtosisShift(about, options.nets);
  if (shift === null && drawable) return matrices(net, options);
  const seen = conditional(net, "gaussian", options);
  return shift === null ? seen : withMeanShift(seen, shift);
}

const isPrediction = (of: ComputedPrediction): of is ComputedPrediction & Prediction =>
  of.forward !== null && of.backward !== null;

function conditional(net: Network, kind: "gaussian" | "orthogonal", options: PredictOptions): Prediction {
  const { seed, draws } = options;
  const fill = normalReader(seed, `reference ${kind}`);
  const next = referenceSampler({
    net,
    fill,
    weigh: conditionalWeights(net, kind, fill),
    ...blockOf(options),
    ...biasesOf(options),
  });
  return referencePrediction(next, net.layers.length, draws);
}

function matrices(net: Network, options: PredictOptions): Prediction {
  const { rule, widths, seed, draws } = options;
  const affordable = Math.max(FEWEST, Math.min(draws, Math.floor(MOST_DRAWN / entriesOf(net))));
  const fill = normalReader(seed, "reference vectors");
  const next = referenceSampler({
    net,
    fill,
    weigh: drawnWeights(rule, widths, seed),
    ...blockOf(options),
    ...biasesOf(options),
  });
  return referencePrediction(next, net.layers.length, affordable);
}

/**
 * Replaces the counted share of dead networks by the exact probability, which is known for ReLU and weights of
 * symmetric signs.
 */
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
