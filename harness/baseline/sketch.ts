/**
 * The summary of a stage, to compare it with another. Its tensors are divided into groups of equal size, and a few numbers are
 * kept of each group: tensors of different seeds are independent, so groups are too, whatever the dependence within a tensor. The
 * size of a sketch does not depend on the size of the tensors.
 */
import { type Entries, squarest } from "../check/sample.js";

/**
 * Summaries of a group: means of an entry, its square, and its product with its neighbour in a row and in a column; the extremes.
 */
export const SUMMARIES = ["mean", "variance", "lag_rows", "lag_columns", "lowest", "highest"] as const;
export type SummaryName = (typeof SUMMARIES)[number];

/** Groups of a stage. The test of two stages with 16 groups can reach 3e-9: far below any level of a stage. */
export const GROUPS = 16;
export const CELLS = 16;

export interface Sketch {
  /** Entries of a group. */
  readonly n: number;
  /** By group; the mean of no products (there are no neighbours) is 0. */
  readonly summaries: Readonly<Record<SummaryName, readonly number[]>>;
  /** For each cell, separated by the edges, and each group: the number of its entries. */
  readonly cells: readonly (readonly number[])[];
}

/**
 * Edges that divide a pilot sample evenly, halfway between values, so that rounding moves no value across. Fewer if values are
 * equal.
 */
export function edgesOf(pilot: readonly Entries[]): readonly number[] {
  const sorted = concatenated(pilot).sort();
  const edges = Array.from({ length: CELLS - 1 }, (_, k) => {
    const at = Math.floor(((k + 1) * sorted.length) / CELLS);
    const value = sorted[at]!;
    const next = sorted.subarray(at).find((x) => x > value);
    return next === undefined ? value : value + (next - value) / 2;
  });
  return [...new Set(edges)];
}

/** The summary of one group. */
export interface GroupSketch {
  readonly n: number;
  readonly summaries: Readonly<Record<SummaryName, number>>;
  readonly cells: readonly number[];
}

export function groupSketchOf(
  group: readonly Entries[],
  dims: readonly number[],
  edges: readonly number[],
): GroupSketch {
  const { columns } = squarest(dims);
  return {
    n: group.reduce((sum, { length }) => sum + length, 0),
    summaries: {
      mean: meanOf(group, (t, i) => t[i]!),
      variance: meanOf(group, (t, i) => t[i]! * t[i]!),
      lag_rows: meanOf(group, (t, i) => t[i]! * t[i - 1]!, 1),
      lag_columns: meanOf(group, (t, i) => t[i]! * t[i - columns]!, columns),
      lowest: extremeOf(group, Math.min),
      highest: extremeOf(group, Math.max),
    },
    cells: countsOf(group, edges),
  };
}

/** The sketch for groups of equal size. */
export function sketchOf(groups: readonly GroupSketch[]): Sketch {
  const [first] = groups;
  const values = (name: SummaryName): readonly number[] => groups.map(({ summaries }) => summaries[name]);
  return {
    n: first!.n,
    summaries: Object.fromEntries(SUMMARIES.map((name) => [name, values(name)])) as Sketch["summaries"],
    cells: first!.cells.map((_, cell) => groups.map(({ cells }) => cells[cell]!)),
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

function countsOf(group: readonly Entries[], edges: readonly number[]): readonly number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (const tensor of group) {
    for (const x of tensor) {
      let [low, high] = [0, edges.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (x > edges[middle]!) low = middle + 1;
        else high = middle;
      }
      counts[low]!++;
    }
  }
  return counts;
}

function meanOf(group: readonly Entries[], summand: (tensor: Entries, i: number) => number, from = 0): number {
  let [sum, n] = [0, 0];
  for (const tensor of group) {
    for (let i = from; i < tensor.length; i++) sum += summand(tensor, i);
    n += Math.max(0, tensor.length - from);
  }
  return n === 0 ? 0 : sum / n;
}

function extremeOf(group: readonly Entries[], further: (a: number, b: number) => number): number {
  let extreme = group[0]?.[0] ?? 0;
  for (const tensor of group) for (const x of tensor) extreme = further(extreme, x);
  return extreme;
}
