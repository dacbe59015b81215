import { float32LostAtLayer, float32SubnormalAtLayer } from "../theory/index.js";
import { type Change, changeOf } from "./change.js";
import type { Comparison } from "./compare.js";
import { type Criticality, type Decision, type Fate, fateOf, forwardFate, reasonOf } from "./fate.js";
import type { LayerLaw, Prediction } from "./layerLaw.js";
import type { MeanTest } from "./meanTest.js";
import type { Outlook } from "./outlook.js";
import { type CurveSlopes, slopesOf } from "./slopes.js";

export interface VerdictInput {
  /** n_0, n_1, ..., n_L. */
  readonly widths: readonly number[];
  /** The prediction for infinite width; null if theory has none. */
  readonly outlook: Outlook | null;
  readonly prediction: Prediction;
  /** Whether all weights are one constant. */
  readonly isConstant: boolean;
  readonly comparison: Comparison;
  readonly nets: number;
  /** The correlation of two inputs at the top, averaged over networks; NaN with one input. */
  readonly correlation: number;
}

export interface FateVerdict extends Decision {
  /** The measured slopes. */
  readonly slopes: CurveSlopes;
  /** The change of the curves that decided, without the change that the widths explain. */
  readonly change: Change;
  readonly criticality: Criticality;
  /**
   * The number of layers in which signals or gradients, whichever change faster, change by a factor of e at the top;
   * null if they keep their size.
   */
  readonly efoldLayers: number | null;
  /** The first layer whose values float32 cannot hold, forward, or else backward. */
  readonly float32LostAtLayer: number | null;
  /** The same for values that float32 holds with fewer than 24 bits. */
  readonly float32SubnormalAtLayer: number | null;
  readonly reason: string;
}

const UNKNOWN: Criticality = { chi1: null, chiParallel: null, isSlow: false };

/**
 * The verdict on signals in a typical network of this width: from the prediction, which has no noise, if the networks follow
 * it; otherwise from the measurement.
 */
export function verdictOf(input: VerdictInput): FateVerdict {
  const { widths, outlook, prediction, isConstant, comparison, nets, correlation } = input;
  const measured = { forward: comparison.forward.map(logOf), backward: comparison.backward.map(logOf) };
  const follows = comparison.verdict !== "fail";
  const judged = (follows ? meansOf(prediction) : null) ?? measured;
  const criticality = (follows ? outlook?.criticality : undefined) ?? UNKNOWN;
  const change = changeOf(judged.forward, judged.backward, widths);
  const about = {
    ...{ slopes: slopesOf(measured.forward, measured.backward), change, criticality },
    float32LostAtLayer: horizonOf(measured, float32LostAtLayer),
    float32SubnormalAtLayer: horizonOf(measured, float32SubnormalAtLayer),
  };
  const top = comparison.forward.at(-1)!;
  const isNumber = ({ lost }: MeanTest): boolean => lost === 0;
  const lostAt = comparison.forward.findIndex((test) => !isNumber(test));
  if (lostAt >= 0 || !comparison.backward.every(isNumber)) {
    const lost = Math.max(...[...comparison.forward, ...comparison.backward].map((test) => test.lost));
    const where = lostAt < 0 ? "on the way back" : `from layer ${lostAt + 1} on`;
    const reason = `no numbers are left in ${lost} of ${nets} networks ${where}`;
    return { ...about, fate: "undetermined", decidedBy: "lost", value: lost, efoldLayers: null, reason };
  }
  if (top.alive === 0 || (!isConstant && top.alive * 2 < nets)) {
    const lost = top.alive === 0 ? "all values are 0" : `all values are 0 in ${nets - top.alive} of ${nets} networks`;
    const reason = `${lost} ${whereDead(comparison)}`;
    return { ...about, fate: "dead", decidedBy: "alive", value: top.alive, efoldLayers: null, reason };
  }
  const found =
    comparison.backward.length === 0 && judged === measured
      ? forwardFate(change)
      : fateOf({ change, depth: widths.length - 1, criticality, correlation });
  const decision: Decision = isConstant ? { ...found, fate: "rank one" } : found;
  const wide = follows ? (outlook?.change ?? null) : null;
  const reason = reasonOf({ decision, change, criticality, wide });
  return {
    ...about,
    ...decision,
    efoldLayers: efoldOf(decision.fate, slopesOf(judged.forward, judged.backward)),
    reason,
  };
}

const logOf = ({ alive, mean }: MeanTest): number => (alive === 0 ? Number.NEGATIVE_INFINITY : mean);

/** The predicted curves, if there are both. */
function meansOf({
  forward,
  backward,
}: Prediction): { readonly forward: number[]; readonly backward: number[] } | null {
  const isKnown = (law: LayerLaw | null): law is LayerLaw => law !== null && Number.isFinite(law.mean);
  if (!(forward.every(isKnown) && backward.every(isKnown))) return null;
  return { forward: forward.map(({ mean }) => mean), backward: backward.map(({ mean }) => mean) };
}

/** Null if signals change like a power of the depth or keep their size. */
function efoldOf(fate: Fate, { forward, backward }: CurveSlopes): number | null {
  if (fate === "stable" || fate === "undetermined" || fate.endsWith("slowly")) return null;
  const steepest = Math.max(Math.abs(forward ?? 0), Math.abs(backward ?? 0));
  return steepest > 0 ? 1 / steepest : null;
}

function horizonOf(
  { forward, backward }: { readonly forward: readonly number[]; readonly backward: readonly number[] },
  first: (curve: readonly number[]) => number | null,
): number | null {
  const up = first(forward.filter(Number.isFinite));
  if (up !== null) return up;
  const down = first(backward.filter(Number.isFinite).toReversed());
  return down === null ? null : backward.length + 1 - down;
}

function whereDead({ forward }: Comparison): string {
  const first = forward.findIndex(({ alive }) => alive === 0);
  return first < 0 ? `at layer ${forward.length}` : `from layer ${first + 1} on`;
}
