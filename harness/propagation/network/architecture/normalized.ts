import type { Rule } from "../../../contract/rule/index.js";
import { shapeOf } from "../../../contract/shape.js";
import { openStream } from "../../../random/index.js";
import type { Activation } from "../../activation/index.js";
import { normalsOf } from "../normals.js";
import { backwardProducts, forwardProducts } from "../products.js";
import { meanSquare } from "../signal.js";

/** A network x^l = phi(norm(W^l x^(l-1))) without learned scales and shifts. */
export interface NormalizedOptions {
  readonly rule: Rule;
  readonly activation: Activation;
  /** "batch" normalizes each unit over the batch, "layer" each input over the units. */
  readonly normalization: "batch" | "layer";
  readonly width: number;
  readonly depth: number;
  readonly batch: number;
  readonly seed: number;
}

/** One row for each input. */
type NormalizedRows = readonly Float64Array[];

/** What a layer keeps for the backward pass. */
interface PassedRows {
  readonly weights: Float32Array;
  readonly normal: NormalizedRows;
  /** The standard deviation of each unit, or of each input. */
  readonly spread: Float64Array;
}

/**
 * ln of the mean square, over batch and units, of the gradient with respect to the pre-activations W^l x^(l-1), l =
 * 1..depth, for independent normal inputs and an independent normal gradient after the last layer.
 */
export function normalizedGradients(options: NormalizedOptions): Float64Array {
  const { activation, normalization, width, depth, batch, seed } = options;
  const rows = (name: string): NormalizedRows =>
    Array.from({ length: batch }, (_, b) => normalsOf(seed, `${name} ${b}`, width));
  const passed: PassedRows[] = [];
  let x = rows("input");
  for (let l = 1; l <= depth; l++) {
    const weights = options.rule.fill(shapeOf([width, width], "io"), openStream(seed, `layer ${l}`));
    const z = rowsOf(batch, width);
    forwardProducts(weights, x, z);
    const layer = { weights, ...normalize(z, normalization) };
    passed.push(layer);
    x = layer.normal.map((row) => row.map(activation.fn));
  }
  const curve = new Float64Array(depth);
  let delta = rows("top");
  for (let l = depth; l >= 1; l--) {
    const { weights, normal, spread } = passed[l - 1]!;
    const inside = delta.map((row, b) => row.map((value, i) => value * activation.derivative(normal[b]![i]!)));
    const before = throughNorm(inside, normal, spread, normalization);
    curve[l - 1] = Math.log(before.reduce((sum, row) => sum + meanSquare(row), 0) / batch);
    delta = rowsOf(batch, width);
    backwardProducts(weights, before, delta);
  }
  return curve;
}

const rowsOf = (count: number, width: number): NormalizedRows =>
  Array.from({ length: count }, () => new Float64Array(width));

function normalize(z: NormalizedRows, over: NormalizedOptions["normalization"]): Pick<PassedRows, "normal" | "spread"> {
  const mean = averages(z, over, (b, i) => z[b]![i]!);
  const at = placeOf(over);
  const spread = averages(z, over, (b, i) => (z[b]![i]! - mean[at(b, i)]!) ** 2).map(Math.sqrt);
  return { spread, normal: z.map((row, b) => row.map((value, i) => (value - mean[at(b, i)]!) / spread[at(b, i)]!)) };
}

/**
 * The gradient with respect to the input of the norm: the gradient less its mean and less its part along the normalized
 * signal, divided by the standard deviation.
 */
function throughNorm(
  delta: NormalizedRows,
  normal: NormalizedRows,
  spread: Float64Array,
  over: NormalizedOptions["normalization"],
): NormalizedRows {
  const at = placeOf(over);
  const mean = averages(delta, over, (b, i) => delta[b]![i]!);
  const along = averages(delta, over, (b, i) => delta[b]![i]! * normal[b]![i]!);
  return delta.map((row, b) =>
    row.map((value, i) => {
      const k = at(b, i);
      return (value - mean[k]! - normal[b]![i]! * along[k]!) / spread[k]!;
    }),
  );
}

/** The index of the average that an entry belongs to. */
const placeOf =
  (over: NormalizedOptions["normalization"]) =>
  (b: number, i: number): number =>
    over === "batch" ? i : b;

function averages(
  like: NormalizedRows,
  over: NormalizedOptions["normalization"],
  value: (b: number, i: number) => number,
): Float64Array {
  const width = like[0]!.length;
  const sums = new Float64Array(over === "batch" ? width : like.length);
  const at = placeOf(over);
  for (let b = 0; b < like.length; b++) for (let i = 0; i < width; i++) sums[at(b, i)]! += value(b, i);
  const count = over === "batch" ? like.length : width;
  return sums.map((sum) => sum / count);
}
