/**
 * What is kept of a sample so that another can be held against it: counts in fixed cells, means of a few products, and the
 * extreme values. Its size does not depend on the sample's.
 */
import { type Entries, squarest } from "../sample.js";

/** Means that are compared: of an entry, its square, and its product with its neighbour in a row and in a column. */
export const MEANS = ["mean", "variance", "lag_rows", "lag_columns"] as const;
export type MeanName = (typeof MEANS)[number];

export interface Mean {
  readonly n: number;
  readonly mean: number;
  /** Of one summand. */
  readonly variance: number;
}

export interface Sketch {
  /** Entries. */
  readonly n: number;
  /** How many lie in each cell: up to the first edge, ..., beyond the last. */
  readonly cells: readonly number[];
  readonly means: Readonly<Record<MeanName, Mean>>;
  /** The smallest and the largest values, sorted upwards. */
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
}

export const CELLS = 32;
export const EXTREMES = 32;

/** Edges that share out a pilot sample evenly; fewer where values are equal. */
export function edgesOf(pilot: readonly Entries[]): readonly number[] {
  const sorted = concatenated(pilot).sort();
  const edges = Array.from({ length: CELLS - 1 }, (_, k) => sorted[Math.floor(((k + 1) * sorted.length) / CELLS)]!);
  return [...new Set(edges)];
}

export function sketchOf(tensors: readonly Entries[], dims: readonly number[], edges: readonly number[]): Sketch {
  const sorted = concatenated(tensors).sort();
  const { columns } = squarest(dims);
  return {
    n: sorted.length,
    cells: cellsOf(sorted, edges),
    means: {
      mean: meanOf(tensors, (t, i) => t[i]!, 0),
      variance: meanOf(tensors, (t, i) => t[i]! * t[i]!, 0),
      lag_rows: meanOf(tensors, (t, i) => t[i]! * t[i - 1]!, 1),
      lag_columns: meanOf(tensors, (t, i) => t[i]! * t[i - columns]!, columns),
    },
    lowest: [...sorted.subarray(0, EXTREMES)],
    highest: [...sorted.subarray(Math.max(0, sorted.length - EXTREMES))],
  };
}

export function concatenated(tensors: readonly Entries[]): Float64Array {
  const all = new Float64Array(tensors.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const tensor of tensors) {
    all.set(tensor, at);
    at += tensor.length;
  }
  return all;
}

function cellsOf(sorted: Float64Array, edges: readonly number[]): readonly number[] {
  let at = 0;
  const below = edges.map((edge) => {
    while (at < sorted.length && sorted[at]! <= edge) at++;
    return at;
  });
  return [...below, sorted.length].map((count, k) => count - (below[k - 1] ?? 0));
}

/** Two passes: a variance by one would cancel. */
function meanOf(tensors: readonly Entries[], summand: (tensor: Entries, i: number) => number, from: number): Mean {
  const over = (f: (x: number) => number): { readonly sum: number; readonly n: number } => {
    let [sum, n] = [0, 0];
    for (const tensor of tensors) {
      for (let i = from; i < tensor.length; i++) sum += f(summand(tensor, i));
      n += Math.max(0, tensor.length - from);
    }
    return { sum, n };
  };
  const { sum, n } = over((x) => x);
  const mean = n === 0 ? 0 : sum / n;
  return { n, mean, variance: n < 2 ? 0 : over((x) => (x - mean) ** 2).sum / (n - 1) };
}
