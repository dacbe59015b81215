import { float32LostAtLayer } from "../theory/index.js";
import type { Comparison } from "./compare.js";
import type { MeanTest } from "./meanTest.js";
import { type Outlook, STEADY } from "./outlook.js";
import { type Slopes, slopesOf } from "./slopes.js";

/** How signals fare in a network. */
export type Fate =
  | "stable"
  | "stable but chaotic"
  | "stable but repelling"
  | "vanishing"
  | "vanishing slowly"
  | "exploding"
  | "exploding slowly"
  | "rank one"
  | "dead"
  | "undetermined";

export interface FateInput {
  /** What theory says; null where it says nothing. */
  readonly outlook: Outlook | null;
  /** Whether all weights are one constant. */
  readonly isConstant: boolean;
  readonly comparison: Comparison;
  readonly nets: number;
}

export interface Verdict {
  readonly fate: Fate;
  /** Measured. */
  readonly slopes: Slopes;
  /** Layers in which signals or gradients, whichever is faster, change by a factor e; null where they do not. */
  readonly efoldLayers: number | null;
  /** The first layer whose values float32 cannot hold: on the way up, else on the way down. */
  readonly float32LostAtLayer: number | null;
  readonly reason: string;
}

/**
 * Says how signals fare: by theory where the networks follow it, since infinitely wide ones have no noise; else by what was
 * measured.
 */
export function verdictOf({ outlook, isConstant, comparison, nets }: FateInput): Verdict {
  const [forward, backward] = [comparison.forward.map(logOf), comparison.backward.map(logOf)];
  const slopes = slopesOf(forward, backward);
  const lost = lostAtLayer(forward, backward);
  const top = comparison.forward.at(-1)!;
  if (top.alive === 0 || (!isConstant && top.alive * 2 < nets)) {
    const reason = top.alive === 0 ? "nothing is left" : `nothing is left in ${nets - top.alive} of ${nets} networks`;
    return {
      fate: "dead",
      slopes,
      efoldLayers: null,
      float32LostAtLayer: lost,
      reason: `${reason} ${whereDead(comparison)}`,
    };
  }
  const judgedBy = outlook !== null && comparison.verdict !== "fail" ? outlook.slopes : slopes;
  const follows = judgedBy === slopes ? null : outlook;
  const fate = isConstant ? "rank one" : fateOf(judgedBy, follows);
  const steepest = Math.max(...[judgedBy.forward, judgedBy.backward].map((slope) => Math.abs(slope ?? 0)));
  const efoldLayers = steepest < STEADY ? null : 1 / steepest;
  return { fate, slopes, efoldLayers, float32LostAtLayer: lost, reason: reasonOf(fate, judgedBy, follows) };
}

const logOf = ({ alive, mean }: MeanTest): number => (alive === 0 ? Number.NEGATIVE_INFINITY : mean);

function lostAtLayer(forward: readonly number[], backward: readonly number[]): number | null {
  const held = (curve: readonly number[]): readonly number[] => curve.filter(Number.isFinite);
  const up = float32LostAtLayer(held(forward));
  if (up !== null) return up;
  const down = float32LostAtLayer(held(backward).toReversed());
  return down === null ? null : backward.length + 1 - down;
}

function whereDead({ forward }: Comparison): string {
  const first = forward.findIndex(({ alive }) => alive === 0);
  return first < 0 ? `at layer ${forward.length}` : `from layer ${first + 1} on`;
}

/** The word for slopes; theory adds what slopes alone do not show. */
export function fateOf({ forward, backward }: Slopes, outlook: Outlook | null): Fate {
  if (forward === null || backward === null) return "undetermined";
  if (Math.abs(forward) >= STEADY) {
    const slowly = outlook?.isSlow ? " slowly" : "";
    return forward < 0 ? `vanishing${slowly}` : `exploding${slowly}`;
  }
  if (Math.log(outlook?.chiParallel ?? 1) >= STEADY) return "stable but repelling";
  if (backward >= STEADY) return "stable but chaotic";
  return backward <= -STEADY ? "vanishing" : "stable";
}

/** The sentence behind the word. */
export function reasonOf(fate: Fate, { forward, backward }: Slopes, outlook: Outlook | null): string {
  const speed = `ln q changes by ${said(forward)} a layer, ln g by ${said(backward)} on the way back`;
  if (fate === "rank one") return `all units of a layer are equal and stay so; ${speed}`;
  if (fate === "undetermined") return "too few layers are left to tell a slope";
  if (fate === "stable") return `signals and gradients keep their size: ${speed}`;
  if (fate === "stable but chaotic") {
    return `signals keep their size but gradients grow, and nearby inputs part: ${speed}`;
  }
  if (fate === "stable but repelling") {
    const chi = outlook!.chiParallel!;
    return `signals are at a fixed point that drives them away, chi_parallel = ${chi.toPrecision(4)}: ${speed}`;
  }
  if (Math.abs(forward!) < STEADY) return `signals keep their size but gradients vanish: ${speed}`;
  return fate.endsWith("slowly") ? `like a power of depth, not exponentially: ${speed} here` : speed;
}

function said(slope: number | null): string {
  if (slope === null) return "an unknown amount";
  return Math.abs(slope) < 5e-5 ? "0" : slope.toFixed(4).replace(/0+$/, "");
}
