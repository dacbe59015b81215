/** Variance versus depth: runs real networks, compares them with the prediction of their contracts, and returns one record. */

import type { Parameters } from "../../contract/initializer.js";
import { splitParameters } from "../../gate/ownParameters.js";
import { ownPlaces, planDigest } from "../../gate/shard.js";
import type { CurveKey, PropagationCurve, PropagationRecord } from "../../record/index.js";
import type { Surroundings } from "../../subject/open.js";
import type { Description } from "../../subject/subject.js";
import { networkActivation, requireActivations } from "../activation/index.js";
import { blockNamed, mlp } from "../block/index.js";
import { coordinateChecks } from "./coordinates.js";
import { curveOf } from "./curve.js";
import { costOf, drawnGroups, plannedGroups } from "./drawnGroups.js";
import { dumpedGroups } from "./dumpedGroups.js";
import { fittingArchitectures } from "./fittingArchitectures.js";
import { readInputs } from "./inputFile.js";
import { type NetworkRunner, openNetworkRunner } from "./networkRunner.js";
import { observedCurves } from "./observedCurves.js";
import type { Group, PropagationSettings } from "./options.js";
import { netsFor } from "./precision.js";
import { type Predicted, predictions } from "./predictions.js";
import { trainingCheck } from "./training.js";

export type { PropagationSettings } from "./options.js";

/** `thread` is the module that a worker thread runs; absent, everything runs here. */
export async function propagate(
  request: PropagationSettings,
  around: Surroundings & { readonly thread?: URL },
): Promise<PropagationRecord> {
  let options = request;
  requireActivations(options.ownActivations ?? []);
  for (const activation of options.activations) networkActivation(activation, options.ownActivations);
  blockNamed(options.architecture ?? mlp.name);
  requireDeviation(options.sigmaB);
  if (options.afterDumps !== undefined) return trained(options, options.afterDumps, around.version);
  if (options.coordCheck && (options.weights ?? options.activationDumps) !== undefined) {
    throw new RangeError(
      "coord-check: must be of networks that are drawn, which are as wide as asked, or of dumps before and after training, got files",
    );
  }
  const inputs = options.input === undefined ? undefined : await readInputs(options.input);
  const { version } = around;
  // The digest leaves out what differs between the shards of one run.
  const asked = { ...options, threads: 0, shard: undefined };
  const digest = planDigest({ version, ...asked, inputs: inputs?.map((values) => planDigest([...values])) });
  const runner = await openNetworkRunner(options, digest, around);
  try {
    // Contracts never see the subject's own parameters, such as a device; its requests carry all that were given.
    const { params } = splitParameters(request.params, runner.description);
    options = { ...options, params };
    if (options.precision !== undefined) {
      if ((options.weights ?? options.activationDumps) !== undefined)
        throw new RangeError("precision: must be left out for networks of files, which are as many as they are");
      const planned = plannedGroups(options, around, runner.description, inputs);
      options = { ...options, nets: netsFor(options, options.precision, around, planned) };
    }
    const { groups, names, places } = await groupsOf(options, around, runner, inputs, request.params);
    const predicted = await predictions(options, around, runner, groups);
    const share = options.alpha / Math.max(1, names.length * options.activations.length);
    const order = orderOf(names, options.activations.length);
    const here = new Map(places.map((group, g) => [group, g]));
    const own = order.flatMap(({ group }, place) => (here.has(group) ? [place] : []));
    const curves = own.map((place) => {
      const { group, activation } = order[place]!;
      const g = here.get(group)!;
      const key = keyOf(options, runner.description, groups[g]!, activation);
      const curve = oneCurve(key, groups[g]!, activation, predicted[g]![activation]!, share);
      if (options.activationDumps === undefined || curve.inside !== "fail") return curve;
      const instead = fittingArchitectures(options, around, groups[g]!, share);
      if (instead.length === 0) return curve;
      return { ...curve, reason: `${curve.reason}; as ${instead.join(" or ")} they are inside their band` };
    });
    const record = { version, seed: options.seed, alpha: options.alpha, curves };
    if (options.shard === undefined)
      return options.coordCheck ? { ...record, coordinates: coordinateChecks(curves) } : record;
    const { index, of } = options.shard;
    const shard = { index, of, plan: digest, count: order.length, places: own };
    // Widths are compared when all of them are present.
    return { ...record, ...(options.coordCheck ? { coordinates: [] } : {}), shard };
  } finally {
    await runner.close();
  }
}

/** The record of networks that were trained: they are compared with themselves before training, without a prediction. */
async function trained(
  options: PropagationSettings,
  after: readonly string[],
  version: string,
): Promise<PropagationRecord> {
  const { activationDumps, coordCheck, seed, alpha } = options;
  if (activationDumps === undefined || !coordCheck) {
    throw new RangeError("after: must stand beside coord-check and activations, the same networks before training");
  }
  const unread = (["as", "weights", "input", "depths", "shard"] as const).find((key) => options[key] !== undefined);
  if (unread !== undefined) throw new RangeError(`${unread}: must be left out for networks before and after training`);
  return { version, seed, alpha, curves: [], coordinates: [await trainingCheck(options, activationDumps, after)] };
}

/** Beyond this a square, or a sum of squares, is near the largest double. */
const LARGEST_DEVIATION = 1e100;

function requireDeviation(sigmaB: number): void {
  if (sigmaB >= 0 && sigmaB <= LARGEST_DEVIATION) return;
  throw new RangeError(`sigma-b: must be a number from 0 to ${LARGEST_DEVIATION}, got ${sigmaB}`);
}

interface Groups {
  /** The initializers of all groups of the run. */
  readonly names: readonly string[];
  /** The groups whose networks are run here, and their places among all groups. */
  readonly groups: readonly Group[];
  readonly places: readonly number[];
}

async function groupsOf(
  options: PropagationSettings,
  around: Surroundings,
  runner: NetworkRunner,
  inputs: readonly Float64Array[] | undefined,
  sent: Parameters = {},
): Promise<Groups> {
  const { weights, activationDumps, shard } = options;
  if (weights === undefined && activationDumps === undefined) {
    const all = plannedGroups(options, around, runner.description, inputs);
    const places = ownPlaces(all.length, (g) => costOf(all[g]!), shard, "an initializer at a width and depth");
    const own = places.map((g) => all[g]!);
    return {
      groups: await drawnGroups({ ...options, params: sent }, runner, own, inputs),
      names: all.map(({ asked }) => asked),
      places,
    };
  }
  if (shard !== undefined) throw new RangeError("shard: must be left out for networks of files");
  const groups = await groupsOfFiles(options, around, inputs);
  return { groups, names: groups.map(({ asked }) => asked), places: groups.map((_, g) => g) };
}

function groupsOfFiles(
  options: PropagationSettings,
  around: Surroundings,
  inputs: readonly Float64Array[] | undefined,
): Promise<Group[]> {
  const { weights, activationDumps } = options;
  if (activationDumps === undefined) return dumpedGroups(options, around, weights ?? [], inputs);
  const unread = (["weights", "input", "depths"] as const).find((key) => options[key] !== undefined);
  if (unread === undefined) return observedCurves(options, around, activationDumps);
  throw new RangeError(`${unread}: must be left out for dumps of activations, which are networks that were run`);
}

/** The curves of a run: initializer by initializer, then activation by activation, then widths and depths. */
function orderOf(
  names: readonly string[],
  activations: number,
): readonly { readonly group: number; readonly activation: number }[] {
  return [...new Set(names)].flatMap((name) =>
    Array.from({ length: activations }, (_, activation) =>
      names.flatMap((asked, group) => (asked === name ? [{ group, activation }] : [])),
    ).flat(),
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
  { nets, supposed, notes = [], architecture: { widths } }: Group,
  a: number,
  predicted: Predicted | Error,
  alpha: number,
): PropagationCurve {
  if (typeof nets === "string") return unjudged(key, nets);
  if (predicted instanceof Error) return unjudged(key, predicted.message);
  return curveOf({ key, widths, nets: nets.map((curves) => curves[a]!), ...predicted, alpha, supposed, notes });
}

/** The curve of a group without networks, or without a prediction. */
function unjudged(key: CurveKey, reason: string): PropagationCurve {
  return {
    ...{ key, rows: [], verdict: "undetermined", inside: "undetermined", slopeForward: null, slopeBackward: null },
    ...{ predictedSlopeForward: null, predictedSlopeBackward: null, efoldLayers: null, float32LostAtLayer: null },
    ...{ float32SubnormalAtLayer: null, changeForward: null, changeBackward: null, chi1: null, chiParallel: null },
    ...{ decidedBy: "none", decidedValue: null },
    ...{ reason: reason.split("\n")[0]!, warnings: [], scale: null, basis: "" },
  };
}
