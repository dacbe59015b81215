import type { Change } from "./change.js";

/** The verdict on signals in a network. */
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

/** The predictions of infinite width for lengths and neighbouring inputs; null if there is no prediction. */
export interface Criticality {
  /** The slope of the correlation map at 1, at the top layer: if it is above 1, nearby inputs become unlike. */
  readonly chi1: number | null;
  /** The slope of the length map there: if it is above 1, lengths move away from the fixed point. */
  readonly chiParallel: number | null;
  /** Whether lengths change like a power of the depth, not exponentially. */
  readonly isSlow: boolean;
}

/** The numbers that decide the verdict. */
export interface FateEvidence {
  /** The change in a typical network, without the change that its widths explain. */
  readonly change: Change;
  readonly depth: number;
  readonly criticality: Criticality;
  /** The measured correlation of two inputs at the top; NaN if there is only one input. */
  readonly correlation: number;
}

/** A verdict, and the number that decided it: the verdict applies if the number's size is above `KEPT`. */
export interface Decision {
  readonly fate: Fate;
  readonly decidedBy: "change_forward" | "change_backward" | "depth_ln_chi_parallel" | "alive" | "lost" | "none";
  readonly value: number | null;
}

/** A mean square that changes by less than a factor e^2 over a whole network, its root by less than e, is kept. */
export const KEPT = 2;
/** A slope this close to one is one. */
const CRITICAL = 1e-9;
/** Inputs with a smaller correlation have not become equal. */
const ALIKE = 0.99;

/**
 * The verdict on signals. Each verdict is a threshold on a number that grows with the depth, so that a deeper network
 * keeps it.
 */
export function fateOf({ change, depth, criticality, correlation }: FateEvidence): Decision {
  const { forward, backward } = change;
  if (forward === null || backward === null) return { fate: "undetermined", decidedBy: "none", value: null };
  if (Math.abs(forward) >= KEPT) {
    const slowly = criticality.isSlow ? (" slowly" as const) : "";
    return { fate: `${forward < 0 ? "vanishing" : "exploding"}${slowly}`, decidedBy: "change_forward", value: forward };
  }
  const driven = (depth - 1) * Math.log(Math.max(1, criticality.chiParallel ?? 1));
  if (driven >= KEPT) return { fate: "stable but repelling", decidedBy: "depth_ln_chi_parallel", value: driven };
  const decided = { decidedBy: "change_backward", value: backward } as const;
  if (backward >= KEPT)
    return { fate: part(criticality, correlation) ? "stable but chaotic" : "exploding", ...decided };
  if (backward <= -KEPT) return { fate: "vanishing", ...decided };
  const largest = Math.abs(forward) > Math.abs(backward) ? "change_forward" : "change_backward";
  return { fate: "stable", decidedBy: largest, value: largest === "change_forward" ? forward : backward };
}

/** The verdict without measured gradients: signals that keep their size leave it open. */
export function forwardFate({ forward }: Change): Decision {
  if (forward === null || Math.abs(forward) < KEPT) return { fate: "undetermined", decidedBy: "none", value: null };
  return { fate: forward < 0 ? "vanishing" : "exploding", decidedBy: "change_forward", value: forward };
}

/**
 * Whether nearby inputs become unlike: by the slope of the correlation map, or else by the measured correlation of two
 * inputs.
 */
function part({ chi1 }: Criticality, correlation: number): boolean {
  return chi1 === null ? correlation < ALIKE : chi1 > 1 + CRITICAL;
}

export interface Said {
  readonly decision: Decision;
  readonly change: Change;
  readonly criticality: Criticality;
  /** The change in an infinitely wide network; null if theory does not predict it. */
  readonly wide: Change | null;
}

/** The sentence that explains the verdict. */
export function reasonOf({ decision: { fate }, change, criticality, wide }: Said): string {
  const amount = `ln q changes by ${said(change.forward)} from the first layer to the last, ln g by ${said(change.backward)} on the way back`;
  const whole = narrowness(change, wide)
    ? `${amount}; of an infinitely wide network it is ${said(wide!.forward)} and ${said(wide!.backward)}: the rest is narrowness`
    : amount;
  if (fate === "rank one") return `all units of a layer are equal and stay so; ${amount}`;
  if (fate === "undetermined") {
    const isOpen = change.forward !== null && change.backward === null;
    return isOpen ? `gradients are not known: ${amount}` : "too few layers are left to tell a change";
  }
  if (fate === "stable") return `signals and gradients keep their size: ${whole}`;
  if (fate === "stable but chaotic")
    return `signals keep their size but gradients grow, and nearby inputs part${chi(" chi_1", criticality.chi1)}: ${whole}`;
  if (fate === "stable but repelling") {
    return `signals are near a fixed point that drives them away${chi(" chi_parallel", criticality.chiParallel)}: ${whole}`;
  }
  if (Math.abs(change.forward!) < KEPT) {
    return `signals keep their size but gradients ${change.backward! < 0 ? "vanish" : "explode"}: ${whole}`;
  }
  return fate.endsWith("slowly") ? `like a power of depth, not exponentially: ${whole}` : whole;
}

const narrowness = (change: Change, wide: Change | null): boolean =>
  wide !== null &&
  (["forward", "backward"] as const).some(
    (way) => Math.abs((change[way] ?? 0) - (wide[way] ?? Number.NaN)) >= KEPT / 2,
  );

const chi = (name: string, value: number | null): string =>
  value === null ? "" : `,${name} = ${value.toPrecision(5)}`;

function said(amount: number | null): string {
  if (amount === null) return "an unknown amount";
  const text = amount.toFixed(2);
  return Number(text) === 0 ? "0" : amount > 0 ? `+${text}` : text;
}
