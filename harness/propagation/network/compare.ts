import type { Verdict } from "../../record/index.js";
import { bonferroniQuantile } from "../theory/index.js";
import type { LayerLaw, Prediction } from "./layerLaw.js";
import { type MeanTest, meanTest } from "./meanTest.js";
import { type ScaleTest, scaleTest } from "./scaleTest.js";
import type { NetCurves } from "./simulate.js";
import { simultaneousQuantile } from "./simultaneous.js";

/** The comparison of measured curves with predicted ones; item l - 1 is layer l. */
export interface Comparison {
  readonly forward: readonly MeanTest[];
  /** Empty if another program ran the networks and wrote no gradients. */
  readonly backward: readonly MeanTest[];
  readonly gain: readonly MeanTest[];
  readonly scale: ScaleTest | null;
  /** The curve fails if any layer is outside its band, and is undetermined if any layer cannot be judged. */
  readonly verdict: Verdict;
}

/** The part of a curve's share of alpha that the tests of the number of dead networks use. */
const DEAD = 0.1;

/**
 * Compares the mean of ln q over networks with its law at every layer, forward and backward, and the gains of the
 * weights with theirs. If the law holds, the curve fails with probability at most alpha: a third is the forward band's,
 * a third the backward band's, and a third the gains', half of it for single layers and half for all of them together.
 */
export function compare(nets: readonly NetCurves[], prediction: Prediction, alpha: number): Comparison {
  const share = alpha / 3;
  const along = (pick: (net: NetCurves) => Float64Array, laws: readonly (LayerLaw | null)[]): MeanTest[] => {
    const levels = {
      critical: simultaneousQuantile(laws, prediction.walks, (1 - DEAD) * share),
      dead: (DEAD * share) / laws.length,
    };
    return laws.map((law, l) => meanTest(logsOf(nets, pick, l), law, levels));
  };
  const forward = along(({ forward }) => forward, prediction.forward);
  const hasGradients = nets.every((net) => net.backward.length > 0);
  const backward = along(({ backward }) => backward, hasGradients ? prediction.backward : []);
  const gain = gainTests(nets, prediction.gain, share / 2);
  const scale = scaleTest(gain, prediction, bonferroniQuantile(1, share / 2));
  const judged = [...forward, ...backward].map(({ inside }) => inside);
  // A gain that cannot be judged does not make the curve undetermined: the user asked for the curves.
  const isLost = nets.some(({ lost }) => lost !== undefined);
  const failed = isLost || [...judged, ...gain.map(({ inside }) => inside), scale?.inside].includes(false);
  const isInDoubt = judged.includes(null) || judged.length === 0 || isUnseen(nets);
  const verdict = failed ? "fail" : isInDoubt ? "undetermined" : "pass";
  return { forward, backward, gain, scale, verdict };
}

/** Whether the input of the weights is 0 at every layer of every network: then no weights could change the curve. */
function isUnseen(nets: readonly NetCurves[]): boolean {
  const isNothing = (numbers: Float64Array): boolean => numbers.every(Number.isNaN);
  return nets.every(({ gain }) => isNothing(gain)) && !nets.every(({ weightSums }) => isNothing(weightSums));
}

/**
 * The tests of the gains. A layer whose input is 0 has no gain; an output of 0 from an input that is not 0 never occurs
 * by chance.
 */
function gainTests(nets: readonly NetCurves[], laws: readonly (LayerLaw | null)[], alpha: number): MeanTest[] {
  const levels = { critical: bonferroniQuantile(laws.length, alpha), dead: Number.MIN_VALUE };
  return laws.map((law, l) => {
    const logs = logsOf(nets, ({ gain }) => gain, l).filter((log) => !Number.isNaN(log));
    return meanTest(logs, law, levels);
  });
}

const logsOf = (nets: readonly NetCurves[], pick: (net: NetCurves) => Float64Array, l: number): number[] =>
  nets.map((net) => pick(net)[l]!);
