/** One curve of the record: the measured networks, the prediction of their contract, and the verdict. */

import { finiteOrNull } from "../../record/finiteOrNull.js";
import type { CurveKey, PropagationCurve, PropagationRow } from "../../record/index.js";
import { type Comparison, compare } from "../network/compare.js";
import type { Prediction } from "../network/layerLaw.js";
import type { MeanTest } from "../network/meanTest.js";
import type { Outlook } from "../network/outlook.js";
import type { NetCurves } from "../network/simulate.js";
import { verdictOf } from "../network/verdict.js";
import { warningsOf } from "../network/warnings.js";
import type { WeightMean } from "../network/weightMean.js";

export interface CurveInput {
  readonly key: CurveKey;
  readonly widths: readonly number[];
  readonly nets: readonly NetCurves[];
  readonly prediction: Prediction;
  readonly outlook: Outlook | null;
  /** Whether the contract's weights are all one constant. */
  readonly isConstant: boolean;
  /** The curve's share of the run's alpha. */
  readonly alpha: number;
  /** Whether the contract draws every weight on its own. */
  readonly isIndependent: boolean;
  /** A mean of the weights that contradicts their contract; null if none was found. */
  readonly weightMean: WeightMean | null;
  /** An assumption about the networks that may be wrong; it is printed if they leave their bands. */
  readonly supposed: string | undefined;
  /** Notes on the source of the networks. */
  readonly notes: readonly string[];
}

export function curveOf({
  key,
  widths,
  nets,
  prediction,
  outlook,
  isConstant,
  alpha,
  supposed,
  notes,
  weightMean,
  isIndependent,
}: CurveInput): PropagationCurve {
  const compared = compare(nets, prediction, alpha);
  const copies = isIndependent ? (nets.find((net) => net.copies !== null)?.copies ?? null) : null;
  const comparison: Comparison = copies === null ? compared : { ...compared, verdict: "fail" };
  const correlation = averageOf(nets, ({ correlation: of }) => of.at(-1)!) ?? Number.NaN;
  const about = { widths, outlook, prediction, isConstant, comparison, nets: nets.length, correlation };
  const { fate, slopes, change, criticality, ...verdict } = verdictOf(about);
  const lost = nets.find((net) => net.lost !== undefined)?.lost;
  const faults = [
    ...(copies === null ? [] : [`${copies}, which does not occur by chance`]),
    ...(lost === undefined ? [] : [lost]),
  ];
  const trouble = comparison.verdict === "pass" ? [] : [troubleOf(comparison, prediction, weightMean, faults)];
  const doubt = comparison.verdict === "fail" && supposed !== undefined ? [supposed] : [];
  const { scale } = comparison;
  return {
    key,
    rows: rowsOf(nets, comparison, prediction, outlook),
    verdict: fate,
    inside: comparison.verdict,
    slopeForward: slopes.forward,
    slopeBackward: slopes.backward,
    predictedSlopeForward: outlook?.slopes.forward ?? null,
    predictedSlopeBackward: outlook?.slopes.backward ?? null,
    efoldLayers: verdict.efoldLayers,
    float32LostAtLayer: verdict.float32LostAtLayer,
    float32SubnormalAtLayer: verdict.float32SubnormalAtLayer,
    ...{ changeForward: change.forward, changeBackward: change.backward },
    ...{ chi1: criticality.chi1, chiParallel: criticality.chiParallel },
    ...{ decidedBy: verdict.decidedBy, decidedValue: verdict.value },
    reason: [verdict.reason, ...trouble, ...doubt].join("; "),
    warnings: [...notes, ...warningsOf({ comparison, prediction, nets: nets.length, correlation })],
    scale: scale && { error: scale.error, z: scale.z, detects: scale.detects, inside: scale.inside },
    basis: prediction.basis,
  };
}

/** The number of single networks whose curves are in the record. */
const SINGLES = 5;

function rowsOf(
  nets: readonly NetCurves[],
  comparison: Comparison,
  prediction: Prediction,
  outlook: Outlook | null,
): PropagationRow[] {
  const forward = comparison.forward.map((test, l): PropagationRow => {
    const gain = comparison.gain[l]!;
    return {
      ...rowOf(test, prediction.forward[l]?.mean, l, "forward"),
      meanFieldLogQ: finiteOrNull(outlook?.forward[l]),
      singleLogQ: nets.slice(0, SINGLES).map((net) => finiteOrNull(net.forward[l])),
      mean: averageOf(nets, (net) => net.mean[l]!),
      variance: averageOf(nets, (net) => net.variance[l]!),
      deadFraction: averageOf(nets, (net) => net.dead[l]!),
      batchVariance: averageOf(nets, (net) => net.batchVariance[l]!),
      correlation: averageOf(nets, (net) => net.correlation[l]!),
      logGain: finiteOrNull(gain.mean),
      gainZ: gain.z,
      gainInside: gain.inside,
    };
  });
  const backward = comparison.backward.map((test, l) => ({
    ...rowOf(test, prediction.backward[l]?.mean, l, "backward"),
    meanFieldLogQ: finiteOrNull(outlook?.backward[l]),
    singleLogQ: nets.slice(0, SINGLES).map((net) => finiteOrNull(net.backward[l])),
    ...{ mean: null, variance: null, deadFraction: null, batchVariance: null, correlation: null },
    ...{ logGain: null, gainZ: null, gainInside: null },
  }));
  return [...forward, ...backward];
}

function rowOf(test: MeanTest, predicted: number | undefined, l: number, direction: PropagationRow["direction"]) {
  return {
    ...{
      layer: l + 1,
      direction,
      logQ: finiteOrNull(test.mean),
      logQSd: finiteOrNull(test.sd),
      predictedLogQ: finiteOrNull(predicted),
    },
    ...{ bandLow: test.low, bandHigh: test.high, z: test.z, inside: test.inside, netsAlive: test.alive },
  };
}

/** The mean over the networks; null if some network's number is NaN. */
function averageOf(nets: readonly NetCurves[], pick: (net: NetCurves) => number): number | null {
  return finiteOrNull(nets.reduce((sum, net) => sum + pick(net), 0) / nets.length);
}

/**
 * The reason of a failure or of doubt: the scale of the weights if it is known, otherwise the layer with the largest
 * deviation.
 */
function troubleOf(
  comparison: Comparison,
  prediction: Prediction,
  weightMean: WeightMean | null,
  faults: readonly string[],
): string {
  if (comparison.verdict === "undetermined") return doubtOf(comparison, prediction);
  const { scale, forward, backward, gain } = comparison;
  const parts: string[] = [...faults];
  if (weightMean !== null) {
    const size = Number(weightMean.mean.toPrecision(2));
    parts.push(
      `the mean of the weights is ${size} of their standard deviation, not 0 (z = ${weightMean.z.toFixed(1)})`,
    );
  }
  if (scale?.inside === false) {
    const percent = Number((100 * scale.error).toPrecision(2));
    parts.push(
      `Var(w) is apparently off by ${scale.error > 0 ? "+" : ""}${percent}% at every layer (z = ${scale.z.toFixed(1)})`,
    );
  }
  for (const [name, tests] of [
    ["forward", forward],
    ["backward", backward],
    ["weights alone", gain],
  ] as const) {
    const worst = worstOf(tests);
    if (worst !== null) parts.push(`${name}, layer ${worst.layer}: ${outsideText(worst.test)}`);
  }
  return `outside its band: ${parts.join("; ")}`;
}

function doubtOf({ forward, backward }: Comparison, { basis }: Prediction): string {
  const first = (tests: readonly MeanTest[]): number => tests.findIndex(({ inside }) => inside === null);
  const [direction, at, tests] =
    first(forward) >= 0 ? ["forward", first(forward), forward] : ["backward", first(backward), backward];
  if ((at as number) < 0) return "cannot be judged: the input of the weights is 0 at every layer";
  const test = (tests as readonly MeanTest[])[at as number];
  const why = test?.alive === 0 ? "no network is alive" : basis;
  return `cannot be judged ${direction} at layer ${(at as number) + 1}: ${why}`;
}

function worstOf(tests: readonly MeanTest[]): { readonly layer: number; readonly test: MeanTest } | null {
  const outside = tests.map((test, l) => ({ test, layer: l + 1 })).filter(({ test }) => test.inside === false);
  const size = ({ test }: { test: MeanTest }): number => Math.abs(test.z ?? Number.MAX_VALUE);
  return outside.reduce<(typeof outside)[number] | null>(
    (worst, one) => (worst === null || size(one) > size(worst) ? one : worst),
    null,
  );
}

function outsideText({ mean, low, high, alive }: MeanTest): string {
  if (low === null || high === null)
    return alive === 0 ? "all values are 0" : `${alive} networks are alive, too many or too few`;
  return `${mean.toPrecision(5)} must be in ${low.toPrecision(5)} .. ${high.toPrecision(5)}`;
}
