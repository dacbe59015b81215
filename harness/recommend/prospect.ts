import { initializerNamed } from "../contract/index.js";
import { type Initializer, ruleOf } from "../initializer.js";
import { type Outlook, outlookOf } from "../network/outlook.js";
import { predict } from "../network/predict.js";
import type { Slopes } from "../network/slopes.js";
import { type Fate, fateOf, reasonOf } from "../network/verdict.js";
import { weightKind } from "../network/weightKind.js";
import { activationMoments, float32LostAtLayer, layerNormGradientGrowth } from "../theory/index.js";
import type { Ask } from "./ask.js";
import type { Choice } from "./candidates.js";

/** What theory says of one choice. */
export interface Prospect {
  readonly fate: Fate;
  readonly reason: string;
  readonly slopes: Slopes;
  /** Of ln q going up and ln g going down, over the whole network. */
  readonly change: Slopes;
  readonly sd: Slopes;
  readonly float32LostAtLayer: number | null;
}

const NOTHING: Slopes = { forward: null, backward: null };
const DRAWS = 100;

export function prospectOf(ask: Ask, choice: Choice, contracts: readonly Initializer[]): Prospect {
  // A delta-orthogonal kernel acts as its orthogonal centre.
  const name = choice.initializer === "delta_orthogonal" ? "orthogonal" : choice.initializer;
  const rule = ruleOf(initializerNamed(contracts, name), choice.params);
  const widths = new Array<number>(ask.depth + 1).fill(ask.width);
  const about = { rule, activation: ask.activation, widths, sigmaB: choice.sigmaB };
  const kind = weightKind(about);
  if (kind.kind === "constant") return constantProspect(kind.value, ask);
  if (kind.kind === "other")
    throw new Error(`recommend: ${choice.initializer} must have a theory, got ${kind.kind} weights`);
  if (ask.architecture === "residual") return residualProspect(ask, choice, kind.net.initializer);
  const outlook = outlookOf(kind.net);
  if (ask.architecture === "layernorm") return steadyProspect(ask, Math.log(layerNormGradientGrowth(ask.activation)));
  const { forward, backward } = predict({ ...about, seed: 0, draws: DRAWS, nets: 1 }, []);
  const sd = (variance: number | undefined): number | null => (variance === undefined ? null : Math.sqrt(variance));
  return {
    ...judged(outlook.slopes, outlook),
    change: { forward: outlook.forward.at(-1)! - outlook.forward[0]!, backward: outlook.backward[0]! },
    sd: { forward: sd(forward.at(-1)?.variance), backward: sd(backward[0]?.variance) },
    float32LostAtLayer: lostAt(outlook),
  };
}

function judged(slopes: Slopes, outlook: Outlook | null): Pick<Prospect, "fate" | "reason" | "slopes"> {
  const fate = fateOf(slopes, outlook);
  return { fate, reason: reasonOf(fate, slopes, outlook), slopes };
}

function lostAt({ forward, backward }: Outlook): number | null {
  const down = float32LostAtLayer(backward.toReversed());
  return float32LostAtLayer(forward) ?? (down === null ? null : backward.length + 1 - down);
}

function constantProspect(value: number, { architecture }: Ask): Prospect {
  const nothing = { slopes: NOTHING, change: NOTHING, sd: NOTHING, float32LostAtLayer: null };
  if (value !== 0) return { fate: "rank one", reason: "all units of a layer are equal and stay so", ...nothing };
  const reason =
    architecture === "residual"
      ? "branches pass nothing and blocks are the identity: a start for the last layer of a branch only"
      : "nothing passes in either direction";
  return { fate: "dead", reason, ...nothing };
}

/** x + branch W phi(x) at unit length: every block multiplies variances by 1 + branch^2 G. */
function residualProspect({ activation, depth, width }: Ask, { branch }: Choice, initializer: unknown): Prospect {
  const sigmaW2 = width * (initializer as (fanIn: number, fanOut: number) => number)(width, width);
  const { phi2, dphi2 } = activationMoments(activation, 1);
  const slopes = {
    forward: Math.log1p(branch ** 2 * sigmaW2 * phi2),
    backward: Math.log1p(branch ** 2 * sigmaW2 * dphi2),
  };
  const change = { forward: depth * slopes.forward, backward: depth * slopes.backward };
  // What a network of any depth can bear: with branches of 1/sqrt(depth) the whole change is a bounded factor.
  const fate = Math.max(change.forward, change.backward) <= 2 * Math.E ? "stable" : fateOf(slopes, null);
  const factor = (x: number): string => `e^${x.toFixed(2)}`;
  const reason = `each block adds its branch: variances grow by ${factor(change.forward)} going up and ${factor(change.backward)} coming back over all blocks, from unit length`;
  const curve = Array.from({ length: depth }, (_, l) => l * slopes.forward);
  return { fate, reason, slopes, change, sd: NOTHING, float32LostAtLayer: float32LostAtLayer(curve) };
}

/** Normalized layers forget the scale of their weights; the gradient's growth is the activation's own. */
function steadyProspect({ depth }: Ask, growth: number): Prospect {
  const slopes = { forward: 0, backward: growth };
  const { fate, reason } = judged(slopes, null);
  return {
    ...{ fate, slopes, change: { forward: 0, backward: (depth - 1) * growth }, sd: NOTHING, float32LostAtLayer: null },
    reason: `normalization takes out the scale of the weights; ${reason}`,
  };
}
