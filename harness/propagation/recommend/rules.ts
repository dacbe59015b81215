import type { RuleOfThumb } from "../../record/index.js";
import type { RecommendRequest } from "./ask.js";
import type { Choice } from "./candidates.js";
import type { Forecast } from "./prospect.js";

/** A rule of thumb: the networks that it applies to, and the initializer that it names. */
interface ThumbRule {
  readonly rule: string;
  applies(ask: RecommendRequest): boolean;
  readonly initializers: readonly string[];
}

const HE = ["he_normal", "he_uniform"];
const GLOROT = ["glorot_normal", "glorot_uniform"];
const isOneOf =
  (...names: string[]) =>
  ({ activation }: RecommendRequest): boolean =>
    names.some((name) => activation.name.startsWith(name));
const DEEP = 10;

const sayings: readonly ThumbRule[] = [
  { rule: "ReLU and leaky ReLU: He", applies: isOneOf("relu", "leaky_relu"), initializers: HE },
  { rule: "tanh and sigmoid: Glorot", applies: isOneOf("tanh", "sigmoid"), initializers: GLOROT },
  { rule: "SELU: LeCun normal", applies: isOneOf("selu"), initializers: ["lecun_normal"] },
  {
    rule: "deep networks: a variance-scaling initializer, He or Glorot",
    applies: ({ depth }) => depth >= DEEP,
    initializers: [...HE, ...GLOROT],
  },
  {
    rule: "recurrent networks and GANs: orthogonal, or a scale of its own",
    applies: ({ task, architecture }) => task !== "supervised" || architecture === "rnn",
    initializers: ["orthogonal", "delta_orthogonal", "variance_scaling"],
  },
];

export interface Tried {
  readonly choice: Choice;
  readonly prospect: Forecast;
}

/**
 * The rules that apply to this network, each compared with the prediction for the best initializer that it names. `tried` has
 * the best first.
 */
export function rulesFor(
  ask: RecommendRequest,
  tried: readonly Tried[],
  nameOf: (choice: Choice) => string,
): RuleOfThumb[] {
  return sayings
    .filter((saying) => saying.applies(ask))
    .flatMap(({ rule, initializers }) => {
      const best = tried.find(({ choice }) => initializers.includes(choice.initializer));
      if (best === undefined) return [];
      const { fate, reason } = best.prospect;
      return [{ rule, holds: holds(fate), evidence: `${nameOf(best.choice)} is ${fate}: ${reason}` }];
    });
}

function holds(fate: Forecast["fate"]): RuleOfThumb["holds"] {
  if (fate === "stable") return "yes";
  return fate.startsWith("stable but") || fate.endsWith("slowly") ? "in part" : "no";
}
