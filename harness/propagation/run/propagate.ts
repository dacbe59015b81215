/** Variance versus depth: runs real networks, holds them to what their contracts predict, and answers with one record. */

import type { CurveKey, PropagationCurve, PropagationRecord } from "../../record/index.js";
import type { Surroundings } from "../../subject/open.js";
import type { Description } from "../../subject/subject.js";
import { networkActivation } from "../activation/index.js";
import { blockNamed, mlp } from "../block/index.js";
import { coordinateChecks } from "./coordinates.js";
import { curveOf } from "./curve.js";
import { drawn } from "./drawn.js";
import { dumped } from "./dumped.js";
import { readInputs } from "./inputFile.js";
import { observed } from "./observed.js";
import type { Group, PropagationSettings } from "./options.js";
import { type Predicted, predictions } from "./predictions.js";
import { openWorkshop, type Workshop } from "./workshop.js";

export type { PropagationSettings } from "./options.js";

/** `thread` is the module that a worker thread runs; absent, everything runs here. */
export async function propagate(
  options: PropagationSettings,
  around: Surroundings & { readonly thread?: URL },
): Promise<PropagationRecord> {
  for (const activation of options.activations) networkActivation(activation);
  blockNamed(options.architecture ?? mlp.name);
  if (options.coordCheck && (options.weights ?? options.activationDumps) !== undefined) {
    throw new RangeError("coord-check: must be of networks that are drawn, which are as wide as asked, got files");
  }
  const inputs = options.input === undefined ? undefined : await readInputs(options.input);
  const workshop = await openWorkshop(options, around);
  try {
    const groups = await groupsOf(options, around, workshop, inputs);
    const predicted = await predictions(options, around, workshop, groups);
    const share = options.alpha / Math.max(1, groups.length * options.activations.length);
    const curve = (group: Group, g: number, a: number): PropagationCurve =>
      oneCurve(keyOf(options, workshop.description, group, a), group, a, predicted[g]![a]!, share);
    const { version } = around;
    const record = { version, seed: options.seed, alpha: options.alpha, curves: inOrder(options, groups, curve) };
    return options.coordCheck ? { ...record, coordinates: coordinateChecks(record.curves) } : record;
  } finally {
    await workshop.close();
  }
}

function groupsOf(
  options: PropagationSettings,
  around: Surroundings,
  workshop: Workshop,
  inputs: readonly Float64Array[] | undefined,
): Promise<Group[]> {
  const { weights, activationDumps } = options;
  if (activationDumps === undefined) {
    return weights === undefined ? drawn(options, around, workshop, inputs) : dumped(options, around, weights, inputs);
  }
  const unread = (["weights", "input", "depths"] as const).find((key) => options[key] !== undefined);
  if (unread === undefined) return observed(options, around, activationDumps);
  throw new RangeError(`${unread}: must be left out for dumps of activations, which are networks that were run`);
}

/** Initializer by initializer, then activation by activation, then widths and depths. */
function inOrder(
  { activations }: PropagationSettings,
  groups: readonly Group[],
  curve: (group: Group, g: number, a: number) => PropagationCurve,
): PropagationCurve[] {
  const names = [...new Set(groups.map(({ asked }) => asked))];
  return names.flatMap((name) =>
    activations.flatMap((_, a) => groups.flatMap((group, g) => (group.asked === name ? [curve(group, g, a)] : []))),
  );
}

function keyOf(options: PropagationSettings, { name, version }: Description, group: Group, a: number): CurveKey {
  const { asked, contract, architecture, nets } = group;
  const isDrawn = options.weights === undefined && options.activationDumps === undefined;
  const at = isDrawn ? { subject: name, subjectVersion: version } : { subject: asked, subjectVersion: "" };
  return {
    ...at,
    ...{ initializer: asked, contract: contract ?? "", activation: options.activations[a]! },
    architecture: options.architecture ?? mlp.name,
    ...{ width: architecture.label, depth: architecture.widths.length - 1 },
    nets: typeof nets === "string" ? options.nets : nets.length,
    ...{ sigmaB: options.sigmaB, seed: options.seed },
  };
}

function oneCurve(
  key: CurveKey,
  { nets, notes = [], architecture: { widths } }: Group,
  a: number,
  predicted: Predicted | Error,
  alpha: number,
): PropagationCurve {
  if (typeof nets === "string") return unjudged(key, nets);
  if (predicted instanceof Error) return unjudged(key, predicted.message);
  return curveOf({ key, widths, nets: nets.map((curves) => curves[a]!), ...predicted, alpha, notes });
}

/** A curve without networks, or without a prediction that could be made. */
function unjudged(key: CurveKey, reason: string): PropagationCurve {
  return {
    ...{ key, rows: [], verdict: "undetermined", inside: "undetermined", slopeForward: null, slopeBackward: null },
    ...{ predictedSlopeForward: null, predictedSlopeBackward: null, efoldLayers: null, float32LostAtLayer: null },
    ...{ float32SubnormalAtLayer: null, changeForward: null, changeBackward: null, chi1: null, chiParallel: null },
    ...{ decidedBy: "none", decidedValue: null },
    ...{ reason: reason.split("\n")[0]!, warnings: [], scale: null, basis: "" },
  };
}
