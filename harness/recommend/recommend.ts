/** Ranks initializers for a network by what theory says they would do. */
import { activationByName } from "../activation/index.js";
import type { Initializer } from "../initializer.js";
import type { Candidate, Recommendation } from "../record/index.js";
import type { ArchitectureName, Ask, Task } from "./ask.js";
import { type Choice, choicesFor, settingsText } from "./candidates.js";
import { notesFor } from "./notes.js";
import { type Prospect, prospectOf } from "./prospect.js";
import { rulesFor, type Tried } from "./rules.js";

export interface RecommendOptions {
  readonly activation: string;
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
  const ask: Ask = { ...options, activation: activationByName(options.activation) };
  const tried = choicesFor(ask)
    .map((choice): Tried => ({ choice, prospect: prospectOf(ask, choice, contracts) }))
    .sort((a, b) => distortion(a.prospect, ask) - distortion(b.prospect, ask));
  return {
    ...{ version, ...options },
    candidates: tried.map(({ choice, prospect }, at) => candidate(choice, prospect, at + 1)),
    rules: rulesFor(ask, tried, nameOf),
    notes: notesFor(ask),
  };
}

const nameOf = (choice: Choice): string => [choice.initializer, settingsText(choice)].join(" ").trim();

/**
 * How far typical networks take signals and gradients from their size, in natural logarithms, the worse direction: the change
 * of an infinitely wide network and one standard deviation. The branches of a residual network should add as much as there was,
 * e-fold over all of it, or they are not heard. What is dead or of rank one comes last.
 */
function distortion({ fate, change, sd }: Prospect, { architecture }: Ask): number {
  const aim = architecture === "residual" ? 1 : 0;
  if (fate === "dead" || fate === "rank one" || fate === "undetermined") return Number.MAX_VALUE;
  const of = (direction: "forward" | "backward"): number =>
    Math.abs((change[direction] ?? aim) - aim) + (sd[direction] ?? 0);
  return Math.max(of("forward"), of("backward"));
}

function candidate(
  choice: Choice,
  { fate, reason, slopes, change, sd, float32LostAtLayer }: Prospect,
  rank: number,
): Candidate {
  return {
    ...{ rank, initializer: choice.initializer, settings: settingsText(choice), verdict: fate },
    ...{ slopeForward: slopes.forward, slopeBackward: slopes.backward },
    ...{ changeForward: change.forward, changeBackward: change.backward },
    ...{ sdForward: sd.forward, sdBackward: sd.backward, float32LostAtLayer, reason },
  };
}
