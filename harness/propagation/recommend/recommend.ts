/** Ranks initializers for a network by the change of signals and gradients that theory predicts. */

import type { Initializer } from "../../contract/initializer.js";
import { didYouMean } from "../../contract/nearest.js";
import { finiteOrNull } from "../../record/finiteOrNull.js";
import type { AdviceCheck, Recommendation, Recommended } from "../../record/index.js";
import { type Activation, activationByName, requireActivations } from "../activation/index.js";
import { type ArchitectureName, architectures, type RecommendRequest, type Task } from "./ask.js";
import { asksOfStream } from "./blockFor.js";
import { type Choice, choicesFor, settingsText } from "./candidates.js";
import { notesFor } from "./notes.js";
import { type Forecast, prospects } from "./prospect.js";
import { rulesFor, type Tried } from "./rules.js";
import { adviceCheck } from "./trial.js";

export interface RecommendOptions {
  /** The name of a shipped activation, or an activation of the caller. */
  readonly activation: string | Activation;
  readonly depth: number;
  readonly width: number;
  readonly architecture: ArchitectureName;
  readonly task: Task;
}

export interface RecommendSurroundings {
  readonly contracts: readonly Initializer[];
  readonly version: string;
}

export function recommend(options: RecommendOptions, { contracts, version }: RecommendSurroundings): Recommendation {
  const { activation } = options;
  if (typeof activation !== "string") requireActivations([activation]);
  const ask: RecommendRequest = { ...options, activation: activationByName(activation) };
  requireAffordable(ask);
  requireArchitecture(ask);
  const prospectOf = prospects(ask, contracts);
  const tried = choicesFor(ask)
    .map((choice): Tried => ({ choice, prospect: prospectOf(choice) }))
    .sort((a, b) => placeOf(a, ask) - placeOf(b, ask));
  return {
    ...{ version, ...options, activation: typeof activation === "string" ? activation : activation.name },
    candidates: tried.map(({ choice, prospect }, at) => {
      const one = candidate(choice, prospect, at + 1);
      const check =
        (at < CHECKED || choice.instead !== undefined) && isAlive(prospect) ? checkOf(ask, choice, contracts) : null;
      return check === null ? one : { ...one, check };
    }),
    rules: rulesFor(ask, tried, nameOf),
    notes: notesFor(ask),
  };
}

/** The number of the best recommendations that real networks check, besides all of another activation. */
const CHECKED = 3;

const isAlive = ({ fate }: Forecast): boolean => !["dead", "rank one", "undetermined"].includes(fate);

const checkOf = (ask: RecommendRequest, choice: Choice, contracts: readonly Initializer[]): AdviceCheck | null =>
  adviceCheck(ask, choice, contracts, (width) => prospects({ ...ask, width }, contracts)(choice));

function requireArchitecture({ architecture }: RecommendRequest): void {
  if (architectures.includes(architecture)) return;
  const got = `${JSON.stringify(architecture)}${didYouMean(architecture, architectures)}`;
  throw new RangeError(`recommend: architecture must be one of ${architectures.join(", ")}, got ${got}`);
}

const [MOST_DEPTH, MOST_WIDTH] = [10_000, 2 ** 16];
/** The approximate time for a layer, in seconds. */
const A_LAYER = 3e-3;

/** Refuses, with an estimate, a request that would take hours or all memory. */
function requireAffordable({ depth, width }: RecommendRequest): void {
  if (!(Number.isInteger(width) && width >= 1 && width <= MOST_WIDTH))
    throw new RangeError(`recommend: width must be from 1 to ${MOST_WIDTH}, got ${width}`);
  if (Number.isInteger(depth) && depth >= 1 && depth <= MOST_DEPTH) return;
  const minutes = Math.ceil((depth * A_LAYER) / 60);
  const estimate = depth > MOST_DEPTH ? `, which would take about ${minutes} minutes` : "";
  throw new RangeError(`recommend: depth must be from 1 to ${MOST_DEPTH}, got ${depth}${estimate}`);
}

const nameOf = (choice: Choice): string => [choice.initializer, settingsText(choice)].join(" ").trim();

/**
 * The score of a forecast, small if good: the change of ln q or ln g through a typical network plus one standard
 * deviation, in the worse direction. The branches of a residual network should change the mean square by a factor of
 * about e in all; if they change it less, they contribute too little. Networks that are dead or of rank one come last.
 */
function distortion({ fate, change, sd }: Forecast, ask: RecommendRequest): number {
  const aim = asksOfStream(ask) ? 1 : 0;
  if (fate === "dead" || fate === "rank one" || fate === "undetermined") return Number.MAX_VALUE;
  const of = (direction: "forward" | "backward"): number =>
    Math.abs((change[direction] ?? aim) - aim) + (sd[direction] ?? 0);
  return Math.max(of("forward"), of("backward"));
}

/** By distortion, those with another activation than was asked for behind the living ones with it. */
const placeOf = ({ choice, prospect }: Tried, ask: RecommendRequest): number => {
  const own = distortion(prospect, ask);
  return choice.instead !== undefined && isAlive(prospect) ? Number.MAX_VALUE / 2 : own;
};

/** The mark of an initializer whose scale does not depend on the width. */
const MARK = "(this width only)";
const BY_CHANCE = "its scale does not depend on the width: at another width it behaves differently";

function candidate(
  choice: Choice,
  { fate, reason, slopes, change, sd, float32LostAtLayer, isFixed }: Forecast,
  rank: number,
): Recommended {
  return {
    rank,
    initializer: choice.initializer,
    settings: [settingsText(choice), ...(isFixed ? [MARK] : [])].join(" ").trim(),
    verdict: fate,
    slopeForward: slopes.forward,
    slopeBackward: slopes.backward,
    changeForward: change.forward,
    changeBackward: change.backward,
    // Dead networks have no logarithm, so no standard deviation.
    sdForward: finiteOrNull(sd.forward),
    sdBackward: finiteOrNull(sd.backward),
    float32LostAtLayer,
    reason: isFixed ? `${BY_CHANCE}; ${reason}` : reason,
  };
}
