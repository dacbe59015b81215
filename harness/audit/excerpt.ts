/**
 * The entries of a tensor that p-values are computed from: all, or for a large tensor runs of whole slabs at even distances. The
 * choice depends on the shape and the storage order only, so the same file gives the same bytes.
 */

import type { Entries } from "../check/sample.js";
import { momentsOf } from "../check/statistic/moments.js";
import { fromFortran, type Tensor } from "../weights/tensor.js";
import type { WeightEntry, Weights } from "../weights/weights.js";

/** The largest number of entries of one tensor in memory: about 100 MB with all views that the checks make of it. */
export const MOST_ENTRIES = 2 ** 20;
/** Runs of neighbouring entries in an excerpt: neighbours show dependence, distant runs show local faults. */
const RUNS = 24;

export type Readable = Extract<WeightEntry, { readonly shape: readonly number[] }>;

export interface Excerpt {
  /** Sizes of the excerpt's axes: a tensor with fewer slabs, or a row of entries. */
  readonly dims: readonly number[];
  /** C order. */
  readonly entries: Entries;
  /** The index of entry k in the whole tensor, in C order. */
  readonly indexOf: (k: number) => number;
  readonly isWhole: boolean;
  /** Over all entries of the tensor; present if the excerpt is only a part. */
  readonly extremes?: Extremes;
}

export interface Extremes {
  readonly least: number;
  readonly most: number;
  readonly allFinite: boolean;
}

export async function excerptOf(weights: Weights, entry: Readable): Promise<Excerpt> {
  const size = entry.shape.reduce((product, d) => product * d, 1);
  if (size <= MOST_ENTRIES) {
    const { data } = await weights.load(entry.name);
    return { dims: dimsOf(entry.shape), entries: data, indexOf: (k) => k, isWhole: true };
  }
  const runs = runsOf(entry);
  const { kept, extremes } = await gathered(weights, entry, runs);
  return { ...assembled(entry, runs, kept), extremes };
}

/** A scalar is one axis with one entry. */
export const dimsOf = (shape: readonly number[]): readonly number[] => (shape.length === 0 ? [1] : shape);

/** Ranges in stored order. */
interface Runs {
  /** Entries that always stay together; 1 if a slab is too large. */
  readonly slab: number;
  readonly starts: readonly number[];
  readonly length: number;
}

function runsOf({ shape, fortran }: Readable): Runs {
  const size = shape.reduce((product, d) => product * d, 1);
  const slow = fortran ? shape.at(-1)! : shape[0]!;
  const fitting = Math.floor(MOST_ENTRIES / (size / slow));
  const slab = fitting >= RUNS ? size / slow : 1;
  const units = size / slab;
  const length = Math.floor(MOST_ENTRIES / slab / RUNS) * slab;
  return { slab, starts: Array.from({ length: RUNS }, (_, r) => Math.floor((r * units) / RUNS) * slab), length };
}

/** One pass over the tensor: keeps the runs, and the extremes of all entries. */
async function gathered(
  weights: Weights,
  { name, dtype }: Readable,
  { starts, length }: Runs,
): Promise<{ readonly kept: Entries; readonly extremes: Extremes }> {
  const size = starts.length * length;
  const kept = dtype === "float64" ? new Float64Array(size) : new Float32Array(size);
  let extremes: Extremes = { least: Number.POSITIVE_INFINITY, most: Number.NEGATIVE_INFINITY, allFinite: true };
  let at = 0;
  for await (const piece of weights.pieces(name)) {
    for (const [r, start] of starts.entries()) {
      const [from, to] = [Math.max(start, at), Math.min(start + length, at + piece.length)];
      if (from < to) kept.set(piece.subarray(from - at, to - at), r * length + (from - start));
    }
    extremes = withPiece(extremes, piece);
    at += piece.length;
  }
  return { kept, extremes };
}

function withPiece(before: Extremes, piece: Entries): Extremes {
  const { least, most, sums } = momentsOf([piece], 0);
  return {
    least: Math.min(before.least, least),
    most: Math.max(before.most, most),
    // The sum of finite doubles may overflow; then each entry is tested.
    allFinite: before.allFinite && (Number.isFinite(sums[0]) || (piece as Float64Array).every(Number.isFinite)),
  };
}

function assembled({ shape, dtype, fortran }: Readable, { slab, starts, length }: Runs, kept: Entries): Excerpt {
  const storedAt = (k: number): number => starts[Math.floor(k / length)]! + (k % length);
  const toC = fortran ? (at: number) => fromStored(at, shape) : (at: number) => at;
  if (slab === 1 || !fortran) {
    const dims = slab === 1 ? [kept.length] : [kept.length / slab, ...shape.slice(1)];
    return { dims, entries: kept, indexOf: (k) => toC(storedAt(k)), isWhole: false };
  }
  const dims = [...shape.slice(0, -1), kept.length / slab];
  const part: Tensor = { shape: dims, dtype, data: fromFortran(dims, kept) };
  return { dims, entries: part.data, indexOf: (k) => toC(storedAt(toStored(k, dims))), isWhole: false };
}

/** The index in C order of the entry stored at `at`, with the first axis fastest. */
export function fromStored(at: number, dims: readonly number[]): number {
  let [rest, index] = [at, 0];
  const places = dims.map((size) => {
    const place = rest % size;
    rest = Math.floor(rest / size);
    return place;
  });
  for (const [axis, size] of dims.entries()) index = index * size + places[axis]!;
  return index;
}

const toStored = (k: number, dims: readonly number[]): number => {
  // Reading C order backwards through reversed axes is reading Fortran order.
  return fromStored(k, dims.toReversed());
};
