import { initializerNamed } from "../../contract/index.js";
import { type Initializer, ruleOf } from "../../contract/initializer.js";
import type { Rule } from "../../contract/rule/index.js";
import { shapeOf } from "../../contract/shape.js";
import { layerNorm } from "../block/layerNorm.js";
import type { Change } from "../network/change.js";
import { type Criticality, type Fate, fateOf, reasonOf } from "../network/fate.js";
import { type Outlook, outlookOf } from "../network/outlook.js";
import { type CurveSlopes, slopesOf } from "../network/slopes.js";
import { type ContractedNetwork, type WeightKind, weightKind } from "../network/weightKind.js";
import { float32LostAtLayer } from "../theory/index.js";
import { network } from "../theory/network.js";
import { known, type RecommendRequest } from "./ask.js";
import { asksOfStream } from "./blockFor.js";
import type { Choice } from "./candidates.js";
import { residualCurves, residualSpread } from "./residual.js";
import { plainTypical, recurrentTypical, referredTypical, type Typical } from "./typical.js";

/** The prediction of theory for one candidate. */
export interface Forecast {
  readonly fate: Fate;
  readonly reason: string;
  readonly slopes: CurveSlopes;
  /** The change of ln q forward and of ln g backward, through a whole typical network of this width. */
  readonly change: Change;
  readonly sd: Change;
  readonly float32LostAtLayer: number | null;
  /** Whether the scale of the weights does not depend on the width, so that the forecast is for this width only. */
  readonly isFixed: boolean;
}

const NOTHING: Change = { forward: null, backward: null };
const UNKNOWN: Criticality = { chi1: null, chiParallel: null, isSlow: false };
/** The largest change of ln q that residual branches may make in all; branches of 1/sqrt(depth) make about 1. */
const BRANCHES_KEEP = 2 * Math.E;

/** Candidates with the same variance have the same prediction, which is computed once. */
export function prospects(ask: RecommendRequest, contracts: readonly Initializer[]): (choice: Choice) => Forecast {
  const answered = new Map<string, Forecast>();
  return (choice) => {
    const about = contractedNetwork(ask, choice, contracts);
    const kind = weightKind(about);
    if (kind.kind === "constant") return constantProspect(kind.value, ask);
    if (!(known as readonly string[]).includes(ask.architecture)) {
      const rule = ruleOf(initializerNamed(contracts, choice.initializer), choice.params);
      return {
        ...judged(ask, referredTypical(ask, { ...about, rule }), null),
        isFixed: isFixed(about.rule, ask.width),
      };
    }
    if (kind.kind === "other") throw new Error(`recommend: ${choice.initializer} must have a theory`);
    const { sigmaW2 } = network({ ...kind.net, widths: [ask.width, ask.width] }).layers[0]!;
    const key = [kind.kind, sigmaW2, choice.sigmaB, choice.branch, choice.instead?.name].join();
    const found = answered.get(key) ?? prospectOf(ask, choice, about, kind, sigmaW2);
    answered.set(key, found);
    return { ...found, isFixed: isFixed(about.rule, ask.width) };
  };
}

function contractedNetwork(
  ask: RecommendRequest,
  choice: Choice,
  contracts: readonly Initializer[],
): ContractedNetwork {
  // A delta-orthogonal kernel acts as its orthogonal centre.
  const name = choice.initializer === "delta_orthogonal" ? "orthogonal" : choice.initializer;
  const rule = ruleOf(initializerNamed(contracts, name), choice.params);
  const widths = new Array<number>(ask.depth + 1).fill(ask.width);
  return { rule, activation: choice.instead ?? ask.activation, widths, sigmaB: choice.sigmaB };
}

function prospectOf(
  ask: RecommendRequest,
  choice: Choice,
  about: ContractedNetwork,
  kind: WeightKind,
  sigmaW2: number,
): Forecast {
  if (ask.architecture === "residual") return residualProspect(ask, choice, kind, sigmaW2);
  if (ask.architecture === "layernorm") return normalizedProspect(ask, outlookOf(kind.net, layerNorm));
  const outlook = outlookOf(kind.net);
  if (ask.architecture === "rnn") return recurrentProspect(ask, recurrentTypical(about, kind), outlook);
  return judged(ask, plainTypical(kind), outlook);
}

/** The mean field curve shows which part of the change is due to the finite width; tied weights have none. */
function judged(
  { depth }: RecommendRequest,
  { forward, backward, change, sd, dead }: Typical,
  outlook: Outlook | null,
): Forecast {
  const slopes = slopesOf(forward, backward);
  const about = { slopes, change, sd, float32LostAtLayer: lostAt(forward, backward), isFixed: false };
  if (dead > 0.5)
    return { ...about, fate: "dead", reason: `all values are 0 in ${Math.round(100 * dead)} of 100 networks` };
  const criticality = outlook?.criticality ?? UNKNOWN;
  const decision = fateOf({ change, depth, criticality, correlation: Number.NaN });
  return {
    ...about,
    fate: decision.fate,
    reason: reasonOf({ decision, change, criticality, wide: outlook?.change ?? null }),
  };
}

/**
 * At infinite width it does not matter that the matrix is the same at every step: the change is that of the mean field,
 * the standard deviation that of recurrent networks of this width.
 */
function recurrentProspect(
  ask: RecommendRequest,
  { sd, dead }: Typical,
  { forward, backward, change }: Outlook,
): Forecast {
  const wide = judged(ask, { forward, backward, change, sd, dead }, null);
  const spread = (x: number | null): string => `e^${(x ?? 0).toFixed(1)}`;
  const reason = `${wide.reason}; with one matrix for all steps single networks differ by ${spread(sd.forward)} going up and ${spread(sd.backward)} coming back`;
  return wide.fate === "dead" ? wide : { ...wide, reason };
}

function lostAt(forward: readonly number[], backward: readonly number[]): number | null {
  const down = float32LostAtLayer(backward.toReversed());
  return float32LostAtLayer(forward) ?? (down === null ? null : backward.length + 1 - down);
}

/** Whether the variance of an entry does not depend on the width. */
function isFixed(rule: Rule, width: number): boolean {
  const variance = (n: number): number => rule.expect(shapeOf([n, n], "io")).law.variance;
  return rule.expect(shapeOf([width, width], "io")).joint === "independent" && variance(width) === variance(2 * width);
}

function constantProspect(value: number, ask: RecommendRequest): Forecast {
  const nothing = { slopes: NOTHING, change: NOTHING, sd: NOTHING, float32LostAtLayer: null, isFixed: false };
  if (value !== 0) return { fate: "rank one", reason: "all units of a layer are equal and stay so", ...nothing };
  const reason = asksOfStream(ask)
    ? "branches pass nothing and blocks are the identity: a start for the last layer of a branch only"
    : "nothing passes in either direction";
  return { fate: "dead", reason, ...nothing };
}

/** The forecast for blocks x + branch (W phi(x) + b), from an input of unit length. */
function residualProspect(
  ask: RecommendRequest,
  { branch, sigmaB }: Choice,
  { kind }: WeightKind,
  sigmaW2: number,
): Forecast {
  const { activation, width, depth } = ask;
  const way = kind === "orthogonal" ? "orthogonal" : "gaussian";
  const blocks = { activation, width, blocks: depth, branch, sigmaW2, sigmaB, kind: way } as const;
  const { forward, backward } = residualCurves(blocks);
  const change = { forward: forward.at(-1)!, backward: backward[0]! };
  const sd = residualSpread(blocks, 0);
  const isKept = Math.max(change.forward, change.backward) <= BRANCHES_KEEP;
  const factor = (x: number): string => `e^${x.toFixed(2)}`;
  const reason = `each block adds its branch: variances grow by ${factor(change.forward)} going up and ${factor(change.backward)} coming back over all blocks, from unit length`;
  const slopes = slopesOf(forward, backward);
  return {
    ...{ fate: isKept ? "stable" : "exploding", reason, slopes, change, sd, isFixed: false },
    float32LostAtLayer: lostAt(forward, backward),
  };
}

/**
 * The output of a normalized layer does not depend on the scale of the weights before it; only the first layer's input
 * is not normalized.
 */
function normalizedProspect({ depth }: RecommendRequest, { change, slopes, criticality }: Outlook): Forecast {
  const decision = fateOf({ change, depth, criticality, correlation: 0 });
  const reason = reasonOf({ decision, change, criticality, wide: null });
  return {
    ...{ fate: decision.fate, slopes, change, sd: NOTHING, float32LostAtLayer: null, isFixed: false },
    reason: `normalization takes out the scale of the weights; ${reason}`,
  };
}
