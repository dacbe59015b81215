/**
 * The coordinate check of networks that another program trained: how the changes made by a few steps of training depend
 * on the width.
 */
import { studentTCdf } from "../../numeric/index.js";
import type { CoordinateCheck, CoordinateMoment, CoordinateRow, TensorKind, Verdict } from "../../record/index.js";
import { mlp } from "../block/index.js";
import type { ActivationDump } from "./activationDump.js";
import { openActivationDump } from "./activationDump.js";
import { POWER, said, wordOf } from "./coordinates.js";
import { dumpsAt } from "./dumpFiles.js";
import type { PropagationSettings } from "./options.js";

const MOMENTS = ["before", "after", "change"] as const satisfies readonly CoordinateMoment[];
/** The confidence with which a word is stated; otherwise none is. */
const CONFIDENCE = 0.99;
const FEWEST_WIDTHS = 3;

type MomentLogs = { readonly [M in CoordinateMoment]: number[] };

/** One network's ln mean squares at every layer, of all inputs. */
interface TrainedNetwork {
  readonly width: number;
  readonly logs: MomentLogs;
}

/**
 * Dumps of networks before training, and of the same ones after it, in the same order; their width is that of their
 * first layer. At every layer the mean square before training, after it, and of the change are powers of the width; the
 * exponents are found by least squares over the networks.
 *
 * @throws Error of one line for dumps that are no such pairs
 */
export async function trainingCheck(
  options: PropagationSettings,
  before: readonly string[],
  after: readonly string[],
): Promise<CoordinateCheck> {
  const [first, last] = [await dumpsAt(before, "activations"), await dumpsAt(after, "after")];
  if (first.length !== last.length) {
    throw new RangeError(`after: must name as many networks as activations, ${first.length}, got ${last.length}`);
  }
  const networks: TrainedNetwork[] = [];
  for (const [at, path] of first.entries()) {
    networks.push(await networkOf(path, last[at]!));
    options.onProgress?.(at + 1, first.length);
  }
  const depth = networks[0]!.logs.before.length;
  const unlike = networks.findIndex(({ logs }) => logs.before.length !== depth);
  if (unlike >= 0) throw new Error(`${first[unlike]}: must have ${depth} layers, as ${first[0]} has`);
  const widths = [...new Set(networks.map(({ width }) => width))].sort((a, b) => a - b);
  if (widths.length < FEWEST_WIDTHS) {
    throw new RangeError(
      `activations: must be of ${FEWEST_WIDTHS} widths or more for coord-check, got ${widths.join()}: the width is that of layer 1`,
    );
  }
  const rows = Array.from({ length: depth }, (_, l) =>
    MOMENTS.map((moment) => rowOf(networks, l, moment, kindOf(l + 1, depth))),
  ).flat();
  const { architecture = mlp.name, seed, sigmaB, activations } = options;
  const key = {
    ...{ subject: "activations", subjectVersion: "", initializer: "activations", contract: "" },
    ...{
      activation: activations.join(),
      architecture,
      width: widths.join(),
      depth,
      nets: networks.length,
      sigmaB,
      seed,
    },
  };
  return { key, rows, ...verdictOn(rows) };
}

async function networkOf(beforePath: string, afterPath: string): Promise<TrainedNetwork> {
  const before = await openActivationDump(beforePath);
  try {
    const after = await openActivationDump(afterPath);
    try {
      return await compared(before, after);
    } finally {
      await after.close();
    }
  } finally {
    await before.close();
  }
}

async function compared(before: ActivationDump, after: ActivationDump): Promise<TrainedNetwork> {
  const { units } = before;
  if (after.units.join() !== units.join()) {
    throw new Error(
      `${after.path}: must have the layers of ${before.path}, ${units.join("-")}, got ${after.units.join("-")}`,
    );
  }
  const logs: MomentLogs = { before: [], after: [], change: [] };
  for (let l = 1; l <= units.length; l++) {
    const [one, other] = [(await before.layer(l)).forward, (await after.layer(l)).forward];
    if (one.length !== other.length) {
      throw new Error(`${after.path}: must be of the inputs of ${before.path}, ${one.length}, got ${other.length}`);
    }
    logs.before.push(logSquare(one));
    logs.after.push(logSquare(other));
    logs.change.push(logSquare(other.map((row, r) => row.map((z, i) => z - one[r]![i]!))));
  }
  return { width: units[0]!, logs };
}

function logSquare(rows: readonly Float64Array[]): number {
  let [sum, count] = [0, 0];
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) sum += row[i]! * row[i]!;
    count += row.length;
  }
  return Math.log(sum / count);
}

const kindOf = (layer: number, depth: number): TensorKind =>
  layer === 1 ? "input" : layer === depth ? "output" : "hidden";

/** Fits a power of the width by least squares over the networks; the error is estimated from the residuals. */
function rowOf(
  networks: readonly TrainedNetwork[],
  l: number,
  moment: CoordinateMoment,
  tensor: TensorKind,
): CoordinateRow {
  const x = networks.map(({ width }) => Math.log(width));
  const y = networks.map(({ logs }) => logs[moment][l]!);
  const about = {
    layer: l + 1,
    direction: "forward",
    predictedExponent: null,
    meanFieldExponent: null,
    moment,
    tensor,
  } as const;
  if (!y.every(Number.isFinite))
    return { ...about, exponent: null, exponentError: null, confidence: null, word: "undetermined" };
  const mean = (of: readonly number[]): number => of.reduce((sum, value) => sum + value, 0) / of.length;
  const [centerX, centerY] = [mean(x), mean(y)];
  const square = x.reduce((sum, one) => sum + (one - centerX) ** 2, 0);
  const exponent = x.reduce((sum, one, k) => sum + (one - centerX) * (y[k]! - centerY), 0) / square;
  const left = y.reduce((sum, one, k) => sum + (one - centerY - exponent * (x[k]! - centerX)) ** 2, 0);
  const degrees = x.length - 2;
  const exponentError = Math.sqrt(left / degrees / square);
  const word = wordOf(exponent);
  const below = (end: number): number =>
    exponentError === 0 ? Number(exponent < end) : studentTCdf((end - exponent) / exponentError, degrees);
  const shares = { "grows with width": 1 - below(POWER), "shrinks with width": below(-POWER) };
  const confidence = word === "level" ? below(POWER) - below(-POWER) : shares[word];
  return { ...about, exponent, exponentError, confidence, word: confidence >= CONFIDENCE ? word : "undetermined" };
}

/**
 * Whether the exponent is what muP requires: nothing depends on the width, except that an output may be small before
 * training.
 */
function isWanted({ word, moment, tensor }: CoordinateRow): boolean {
  return word === "level" || (word === "shrinks with width" && moment === "before" && tensor === "output");
}

function verdictOn(rows: readonly CoordinateRow[]): Pick<CoordinateCheck, "verdict" | "reason" | "judged"> {
  const steepest = (of: readonly CoordinateRow[]): CoordinateRow =>
    of.reduce((most, row) => (Math.abs(row.exponent ?? 0) > Math.abs(most.exponent ?? 0) ? row : most));
  const wrong = rows.filter((row) => row.word !== "undetermined" && !isWanted(row));
  const open = rows.filter(({ word }) => word === "undetermined");
  const [found, judged]: [CoordinateRow, Verdict] =
    wrong.length > 0
      ? [steepest(wrong), "fail"]
      : open.length > 0
        ? [open[0]!, "undetermined"]
        : [steepest(rows), "pass"];
  const names = { before: "before training", after: "after training", change: "what training changed" };
  const { exponent, confidence, layer, tensor, moment, word } = found;
  const amount = exponent === null ? "is no number" : `~ n^${said(exponent)}, confidence ${confidence!.toFixed(4)}`;
  return {
    judged,
    verdict: judged === "pass" ? "level" : word!,
    reason: `${tensor}, layer ${layer}, ${names[moment!]}: mean square ${amount}`,
  };
}
