/** Runs one network of formulas layer by layer: sheets forward, the gradient of z backward. */
import { type Shape, shapeOf } from "../../contract/shape.js";
import type { Activation } from "../activation/index.js";
import type { FormulaBlock, SheetRows } from "../block/formula.js";
import { openTape, type SheetWeights, type Tape, type TapedSheet, taped } from "./sheets.js";
import { logGain, meanSquare } from "./signal.js";

export interface FormulaNetwork {
  readonly block: FormulaBlock;
  readonly activation: Activation;
  readonly depth: number;
  /** z^0, and the gradient with respect to z^L; for independent inputs the gradient of the first alone. */
  readonly input: SheetRows;
  readonly topOf: (rows: number, units: number) => SheetRows;
  /** The matrices of the network, numbered over all layers. */
  readonly weights: SheetWeights;
  /** Fills an array with standard normal numbers that only layer l uses. */
  readonly fill: (layer: number, out: Float64Array) => Float64Array;
  /** The biases that are added after matrix k of layer l. */
  readonly biasOf: (layer: number, k: number, units: number) => Float64Array | null;
  /** Called after every layer. */
  readonly onLayer?: (layer: number, z: SheetRows) => void;
}

/** Item l - 1 is layer l. */
export interface FormulaLengths {
  /** ln mean(z^2), over the rows that the block names. */
  readonly forward: Float64Array;
  /** ln of the mean square of dL/dz, relative to the top. */
  readonly backward: Float64Array;
  /** ln of the gain of the weights alone, averaged over a layer's matrices; NaN if their input is 0. */
  readonly gain: Float64Array;
}

/** Smaller values are near the underflow of a double, and so not accurate. */
const SMALLEST = 1e-290;

/** The number of matrix k of layer l = 1..L, from 0 on. */
export const matrixAt = ({ isTied, matrices }: FormulaBlock, width: number, layer: number, k: number): number =>
  (isTied ? 0 : (layer - 1) * matrices(width).length) + k;

/** Shapes of all matrices of a network, numbered from 1 by its weights. */
export function formulaShapes({ isTied, matrices }: FormulaBlock, widths: readonly number[]): readonly Shape[] {
  const own = matrices(widths[0]!).map((dims) => shapeOf([...dims], dims.length === 4 ? "hwio" : "io"));
  return isTied ? own : widths.slice(1).flatMap(() => own);
}

/** The rows whose mean square is taken: the first of independent inputs, or all parts of one input. */
export const counted = ({ rows: { are } }: FormulaBlock, rows: SheetRows): SheetRows =>
  are === "inputs" ? rows.slice(0, 1) : rows;

export function formulaLengths(network: FormulaNetwork): FormulaLengths {
  const { block, depth, topOf, onLayer } = network;
  const numbers = (): Float64Array => new Float64Array(depth);
  const lengths = { forward: numbers(), backward: numbers(), gain: numbers() };
  const layers: { readonly tape: Tape; readonly from: readonly TapedSheet[]; readonly to: readonly TapedSheet[] }[] =
    [];
  let rows: readonly SheetRows[] = [network.input, ...beside(block, network.input)];
  for (let l = 1; l <= depth; l++) {
    const gains: number[] = [];
    const tape = tapeOf(network, l, gains);
    const from = rows.map(taped);
    const to = block.layer(tape.ops, from, { layer: l, depth }) as readonly TapedSheet[];
    layers.push({ tape, from, to });
    rows = to.map((sheet) => sheet.rows);
    const z = rows[0]!;
    const log = logSquare(counted(block, z));
    if (Number.isNaN(log)) for (const row of z) row.fill(Number.NaN);
    lengths.forward[l - 1] = log;
    const known = gains.filter((gain) => !Number.isNaN(gain));
    lengths.gain[l - 1] = known.reduce((sum, gain) => sum + gain, 0) / known.length;
    onLayer?.(l, z);
  }
  let above: readonly SheetRows[] = [topOf(rows[0]!.length, rows[0]![0]!.length), ...rows.slice(1).map(zerosLike)];
  let log = 0;
  const start = logSquare(counted(block, above[0]!));
  lengths.backward[depth - 1] = 0;
  for (let l = depth; l >= 2; l--) {
    const { tape, from, to } = layers[l - 1]!;
    for (const [s, sheet] of to.entries()) sheet.gradient = added(sheet.gradient, above[s]!);
    tape.goBack();
    layers.pop();
    const below = from.map(({ gradient, rows: like }) => gradient ?? zerosLike(like));
    const size = Math.max(...below.map((sheet) => largest(sheet)));
    const scale = size > 0 && Number.isFinite(size) ? size : 1;
    log += 2 * Math.log(scale);
    above = below.map((sheet) => sheet.map((row) => row.map((value) => value / scale)));
    lengths.backward[l - 2] = logSquare(counted(block, above[0]!)) + log - start;
  }
  return lengths;
}

function tapeOf(network: FormulaNetwork, l: number, gains: number[]): Tape {
  const { block, activation, input, weights, fill, biasOf } = network;
  const at = (k: number): number => matrixAt(block, input[0]!.length, l, k);
  return openTape({
    activation,
    fill: (out) => fill(l, out),
    biasOf: (k, units) => biasOf(l, k, units),
    weights: {
      forward(k, x) {
        const z = weights.forward(at(k), x);
        gains.push(logGain(flat(counted(block, x)), flat(counted(block, z))));
        return z;
      },
      backward: (k, delta, units) => weights.backward(at(k), delta, units),
    },
  });
}

const zerosLike = (rows: SheetRows): SheetRows => rows.map((row) => new Float64Array(row.length));
const beside = ({ sheets }: FormulaBlock, input: SheetRows): SheetRows[] =>
  Array.from({ length: sheets - 1 }, () => [...zerosLike(input)]);
const added = (gradient: SheetRows | null, more: SheetRows): SheetRows =>
  gradient === null ? more : gradient.map((row, r) => row.map((value, i) => value + more[r]![i]!));

function largest(rows: SheetRows): number {
  let most = 0;
  for (const row of rows) for (let i = 0; i < row.length; i++) most = Math.max(most, Math.abs(row[i]!));
  return most;
}

/** The rows one after the other. */
export function flat(rows: SheetRows): Float64Array {
  if (rows.length === 1) return rows[0]!;
  const units = rows[0]!.length;
  const all = new Float64Array(rows.length * units);
  for (const [r, row] of rows.entries()) all.set(row, r * units);
  return all;
}

/**
 * ln of the mean square, computed without overflow of the squares; NaN if the values themselves are near the limits of
 * a double.
 */
export function logSquare(rows: SheetRows): number {
  const top = largest(rows);
  if (top === 0 && !rows.some((row) => row.some(Number.isNaN))) return Number.NEGATIVE_INFINITY;
  if (!(top >= SMALLEST && top <= 1 / SMALLEST)) return Number.NaN;
  return Math.log(meanSquare(flat(rows).map((value) => value / top))) + 2 * Math.log(top);
}
