/** The operations of formulas, recorded on a tape: the forward pass records them, the backward pass differentiates them. */

import { normalQuantile } from "../../numeric/index.js";
import { addMultiple, dot } from "../../numeric/vectors.js";
import type { Activation } from "../activation/index.js";
import type { Sheet, SheetOps, SheetRows } from "../block/formula.js";
import { momentsOfUnits } from "./units.js";

/** A sheet with the gradient with respect to its rows, which is absent until something is added to it. */
export interface TapedSheet extends Sheet {
  readonly rows: readonly Float64Array[];
  gradient: readonly Float64Array[] | null;
}

/** The products of one matrix with several rows, forward and backward. */
export interface SheetWeights {
  forward(k: number, x: readonly Float64Array[]): readonly Float64Array[];
  backward(k: number, delta: readonly Float64Array[], units: number): readonly Float64Array[];
}

/** The weights and random numbers that a layer gets from its network. */
export interface LayerSources {
  readonly weights: SheetWeights;
  readonly activation: Activation;
  /** Fills an array with standard normal numbers that only this layer uses. */
  readonly fill: (out: Float64Array) => Float64Array;
  /** The biases added after matrix k; null if there are none. */
  readonly biasOf: (k: number, units: number) => Float64Array | null;
}

export interface Tape {
  readonly ops: SheetOps;
  /** Differentiates everything, last operation first. */
  goBack(): void;
}

export const taped = (rows: SheetRows): TapedSheet => ({ rows, gradient: null });

const unitsOf = ({ rows }: Sheet): number => rows[0]!.length;

/** Adds to the gradient of a sheet. */
function send(sheet: Sheet, added: SheetRows): void {
  const to = sheet as TapedSheet;
  if (to.gradient === null) {
    to.gradient = added.map((row) => row.slice());
    return;
  }
  for (const [r, row] of to.gradient.entries()) for (let i = 0; i < row.length; i++) row[i]! += added[r]![i]!;
}

const mapped = (rows: SheetRows, of: (value: number, r: number, i: number) => number): Float64Array[] =>
  rows.map((row, r) => {
    const out = new Float64Array(row.length);
    for (let i = 0; i < row.length; i++) out[i] = of(row[i]!, r, i);
    return out;
  });

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The operations of one layer, and its backward pass, which takes the recorded steps in reverse order. */
export function openTape({ weights, activation, fill, biasOf }: LayerSources): Tape {
  const steps: (() => void)[] = [];
  const used = new Set<number>();

  /** Records a result: in the backward pass its gradient, if there is one, is passed to `back`. */
  function result(rows: SheetRows, back: (gradient: SheetRows) => void): TapedSheet {
    const sheet = taped(rows);
    steps.push(() => {
      if (sheet.gradient !== null) back(sheet.gradient);
    });
    return sheet;
  }

  const pointwise = (x: Sheet, fn: (value: number) => number, slope: (value: number) => number): TapedSheet =>
    result(mapped(x.rows, fn), (gradient) =>
      send(
        x,
        mapped(gradient, (g, r, i) => g * slope(x.rows[r]![i]!)),
      ),
    );

  const ops: SheetOps = {
    weigh(k, x) {
      if (used.has(k)) throw new Error(`formula: must use matrix ${k} once a layer`);
      used.add(k);
      const products = weights.forward(k, x.rows);
      const bias = biasOf(k, products[0]!.length);
      const rows = bias === null ? products : mapped(products, (value, _, i) => value + bias[i]!);
      return result(rows, (gradient) => send(x, weights.backward(k, gradient, unitsOf(x))));
    },
    phi: (x) => pointwise(x, activation.fn, activation.derivative),
    sigmoid: (x) => pointwise(x, logistic, (value) => logistic(value) * logistic(-value)),
    add: (a, b) =>
      result(
        mapped(a.rows, (value, r, i) => value + b.rows[r]![i]!),
        (gradient) => {
          send(a, gradient);
          send(b, gradient);
        },
      ),
    times: (a, b) =>
      result(
        mapped(a.rows, (value, r, i) => value * b.rows[r]![i]!),
        (gradient) => {
          send(
            a,
            mapped(gradient, (g, r, i) => g * b.rows[r]![i]!),
          );
          send(
            b,
            mapped(gradient, (g, r, i) => g * a.rows[r]![i]!),
          );
        },
      ),
    affine: (x, factor, shift) =>
      result(
        mapped(x.rows, (value) => factor * value + shift),
        (gradient) =>
          send(
            x,
            mapped(gradient, (g) => factor * g),
          ),
      ),
    norm(over, x) {
      const { rows, spreads } = normed(x.rows, over === "layer");
      return result(rows, (gradient) => send(x, normedBack(gradient, rows, spreads, over === "layer")));
    },
    batchNorm(x) {
      const { rows, spreads } = normed(transposed(x.rows), true);
      return result(transposed(rows), (gradient) =>
        send(x, transposed(normedBack(transposed(gradient), rows, spreads, true))),
      );
    },
    dropout(x, rate) {
      const least = normalQuantile(rate);
      const kept = x.rows.map((row) => fill(new Float64Array(row.length)).map((u) => (u > least ? 1 / (1 - rate) : 0)));
      return result(
        mapped(x.rows, (value, r, i) => value * kept[r]![i]!),
        (gradient) =>
          send(
            x,
            mapped(gradient, (g, r, i) => g * kept[r]![i]!),
          ),
      );
    },
    patches(x, options) {
      const from = patchesOf(Math.sqrt(x.rows.length), options);
      const units = unitsOf(x);
      const rows = from.map((pixels) => {
        const row = new Float64Array(pixels.length * units);
        for (const [offset, pixel] of pixels.entries()) if (pixel >= 0) row.set(x.rows[pixel]!, offset * units);
        return row;
      });
      return result(rows, (gradient) => {
        const back = x.rows.map(() => new Float64Array(units));
        for (const [r, pixels] of from.entries()) {
          for (const [offset, pixel] of pixels.entries()) {
            if (pixel < 0) continue;
            const [to, row] = [back[pixel]!, gradient[r]!];
            for (let i = 0; i < units; i++) to[i]! += row[offset * units + i]!;
          }
        }
        send(x, back);
      });
    },
    pool(x) {
      const size = Math.sqrt(x.rows.length);
      const from = patchesOf(size, { kernel: 2, stride: 2, padding: "circular" });
      const rows = from.map((pixels) => meanOf(pixels.map((pixel) => x.rows[pixel]!)));
      return result(rows, (gradient) => {
        const back = x.rows.map((row) => new Float64Array(row.length));
        for (const [r, pixels] of from.entries())
          for (const pixel of pixels) back[pixel]!.set(gradient[r]!.map((g) => g / pixels.length));
        send(x, back);
      });
    },
    attend(q, k, v, { heads, isCausal }) {
      const size = unitsOf(q) / heads;
      const found = Array.from({ length: heads }, (_, head) => {
        const part = ({ rows }: Sheet): SheetRows => rows.map((row) => row.subarray(head * size, (head + 1) * size));
        const [ofQ, ofK, ofV] = [part(q), part(k), part(v)];
        const isSeen = (r: number, t: number): boolean => !isCausal || t <= r;
        const shares = ofQ.map((own, r) =>
          softmax(ofK.map((other, t) => (isSeen(r, t) ? dot(own, other) / Math.sqrt(size) : Number.NEGATIVE_INFINITY))),
        );
        return { ofQ, ofK, ofV, shares };
      });
      const rows = q.rows.map((_, r) => {
        const row = new Float64Array(unitsOf(v));
        for (const [head, { ofV, shares }] of found.entries()) row.set(mixed(shares[r]!, ofV), head * size);
        return row;
      });
      return result(rows, (gradient) => {
        const empty = (like: Sheet): Float64Array[] => like.rows.map((row) => new Float64Array(row.length));
        const [toQ, toK, toV] = [empty(q), empty(k), empty(v)];
        for (const [head, { ofQ, ofK, ofV, shares }] of found.entries()) {
          const part = (row: Float64Array): Float64Array => row.subarray(head * size, (head + 1) * size);
          for (const [r, own] of shares.entries()) {
            const g = part(gradient[r]!);
            const along = ofV.map((other) => dot(g, other));
            const mean = dot(own, Float64Array.from(along));
            for (let t = 0; t < own.length; t++) {
              addMultiple(part(toV[t]!), own[t]!, g);
              const score = (own[t]! * (along[t]! - mean)) / Math.sqrt(size);
              addMultiple(part(toQ[r]!), score, ofK[t]!);
              addMultiple(part(toK[t]!), score, ofQ[r]!);
            }
          }
        }
        send(q, toQ);
        send(k, toK);
        send(v, toV);
      });
    },
    input: (like) => taped(like.rows.map((row) => fill(new Float64Array(row.length)))),
  };
  return {
    ops,
    goBack() {
      for (const step of steps.toReversed()) step();
    },
  };
}

function mixed(shares: Float64Array, rows: SheetRows): Float64Array {
  const out = new Float64Array(rows[0]!.length);
  for (const [t, row] of rows.entries()) addMultiple(out, shares[t]!, row);
  return out;
}

const meanOf = (rows: SheetRows): Float64Array => mixed(new Float64Array(rows.length).fill(1 / rows.length), rows);

function softmax(scores: readonly number[]): Float64Array {
  const top = Math.max(...scores);
  const weights = Float64Array.from(scores, (score) => Math.exp(score - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

function transposed(rows: SheetRows): Float64Array[] {
  return Array.from(rows[0]!, (_, i) => Float64Array.from(rows, (row) => row[i]!));
}

/** Rows divided by their root mean square, after their mean is subtracted if `isCentred`; a row of zeros stays 0. */
function normed(
  rows: SheetRows,
  isCentred: boolean,
): { readonly rows: Float64Array[]; readonly spreads: readonly number[] } {
  const spreads: number[] = [];
  const out = rows.map((row) => {
    const mean = isCentred ? momentsOfUnits({ values: row, log: 0 }).mean : 0;
    const off = row.map((value) => value - mean);
    const spread = Math.sqrt(dot(off, off) / off.length);
    spreads.push(spread);
    return spread === 0 ? off.fill(0) : off.map((value) => value / spread);
  });
  return { rows: out, spreads };
}

function normedBack(
  gradient: SheetRows,
  normal: SheetRows,
  spreads: readonly number[],
  isCentred: boolean,
): Float64Array[] {
  return gradient.map((row, r) => {
    if (spreads[r] === 0) return new Float64Array(row.length);
    const u = normal[r]!;
    const along = dot(row, u) / u.length;
    const mean = isCentred ? momentsOfUnits({ values: row, log: 0 }).mean : 0;
    return row.map((value, i) => (value - mean - along * u[i]!) / spreads[r]!);
  });
}

/** For every output pixel the input pixels under the kernel, row by row; -1 beyond a border of zeros. */
function patchesOf(
  size: number,
  {
    kernel,
    stride,
    padding,
  }: { readonly kernel: number; readonly stride: number; readonly padding: "zero" | "circular" },
): readonly (readonly number[])[] {
  const reach = Math.floor((kernel - 1) / 2);
  const at = (row: number, column: number): number => {
    if (padding === "circular") return ((row + size) % size) * size + ((column + size) % size);
    return row < 0 || row >= size || column < 0 || column >= size ? -1 : row * size + column;
  };
  const left = Math.ceil(size / stride);
  return Array.from({ length: left * left }, (_, out) =>
    Array.from({ length: kernel * kernel }, (_, offset) =>
      at(
        Math.floor(out / left) * stride + Math.floor(offset / kernel) - reach,
        (out % left) * stride + (offset % kernel) - reach,
      ),
    ),
  );
}
