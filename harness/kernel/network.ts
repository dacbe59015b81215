/** A float32 matrix times float64 vectors by SIMD kernels, some rows at a time: the whole matrix is never in memory. */
import type { FillExports } from "./fill.js";
import { kernelModule, reserve } from "./module.js";
import type { Rows } from "./rows.js";

interface NetworkExports extends FillExports {
  addRows(weights: number, x: number, rows: number, z: number, columns: number): void;
  addRowsTwice(weights: number, x: number, rows: number, z: number, columns: number, xStride: number): void;
  packRows(weights: number, rows: number, columns: number, packed: number): void;
  addPackedRows(packed: number, x: number, rows: number, z: number, columns: number): void;
  dotRows(weights: number, delta: number, rows: number, back: number, columns: number): void;
}

/** Entries of the matrix in memory at once: for few vectors they fit in the first-level cache, for many in the second. */
const FEW_AT_ONCE = 2 ** 12;
const MANY_AT_ONCE = 2 ** 15;
/** Vectors that share the reading of a packed row; fewer vectors need no packing. */
const TOGETHER = 4;
/** The most vectors that are in memory at once. */
const MOST = 256;

/** x W for every x, written to `into`; false if no kernel can run: the caller's own loop gives the same bits. */
export function forwardByKernel(rows: Rows, xs: readonly Float64Array[], into: readonly Float64Array[]): boolean {
  const module = kernelModule<NetworkExports>("network");
  if (module === undefined || rows.columns % 4 !== 0 || rows.columns === 0) return false;
  for (let v = 0; v < xs.length; v += MOST) {
    if (!forwardBlock(module, rows, xs.slice(v, v + MOST), into.slice(v, v + MOST))) return false;
  }
  return true;
}

/** W delta for every delta, written to `into`; results that are not needed are 0; false if no kernel can run. */
export function backwardByKernel(
  rows: Rows,
  deltas: readonly Float64Array[],
  into: readonly Float64Array[],
  isAsked: (input: number) => boolean,
): boolean {
  const module = kernelModule<NetworkExports>("network");
  if (module === undefined || rows.columns % 8 !== 0 || rows.columns === 0) return false;
  const asked = chosen(into[0]!.length, isAsked);
  for (let v = 0; v < deltas.length; v += MOST) {
    if (!backwardBlock(module, rows, deltas.slice(v, v + MOST), into.slice(v, v + MOST), asked)) return false;
  }
  return true;
}

type Vectors = readonly Float64Array[];

/** False if there is no room. */
function forwardBlock(module: NetworkExports, rows: Rows, xs: Vectors, into: Vectors): boolean {
  const { columns } = rows;
  const needed = neededBy(rows, xs);
  const room = openRoom(module, rows, xs.length, needed);
  if (room === undefined) return false;
  const [height, tiled] = [needed.length, xs.length - (xs.length % TOGETHER)];
  placeVectors(room.narrow, xs, needed, tiled);
  room.wide.fill(0);
  inParts(module, rows, needed, room, (first, count) => {
    const zOf = (i: number): number => room.wideAt + 8 * i * columns;
    const xOf = (i: number): number => room.narrowAt + 8 * (i * height + first);
    if (tiled > 0) module.packRows(room.part, count, columns, room.packed);
    for (let i = 0; i < tiled; i += TOGETHER) {
      module.addPackedRows(room.packed, xOf(i) + 8 * (TOGETHER - 1) * first, count, zOf(i), columns);
    }
    const pairs = xs.length - ((xs.length - tiled) % 2);
    for (let i = tiled; i < pairs; i += 2) module.addRowsTwice(room.part, xOf(i), count, zOf(i), columns, 8 * height);
    for (let i = pairs; i < xs.length; i++) module.addRows(room.part, xOf(i), count, zOf(i), columns);
  });
  for (const [i, z] of into.entries()) z.set(room.wide.subarray(i * columns, (i + 1) * columns));
  return true;
}

/**
 * The needed numbers of every vector: those of the vectors in a tile side by side, then the other vectors one after the other.
 */
function placeVectors(narrow: Float64Array, xs: Vectors, needed: Int32Array, tiled: number): void {
  const height = needed.length;
  for (const [i, x] of xs.entries()) {
    const [beside, step] = i < tiled ? [i % TOGETHER, TOGETHER] : [0, 1];
    const from = (i - beside) * height + beside;
    for (let k = 0; k < height; k++) narrow[from + k * step] = x[needed[k]!]!;
  }
}

/** False if there is no room. */
function backwardBlock(module: NetworkExports, rows: Rows, deltas: Vectors, into: Vectors, asked: Int32Array): boolean {
  const { columns } = rows;
  const room = openRoom(module, rows, deltas.length, asked);
  if (room === undefined) return false;
  const [height, wide] = [asked.length, 8 * columns];
  for (const [i, delta] of deltas.entries()) room.wide.set(delta, i * columns);
  inParts(module, rows, asked, room, (first, count) => {
    for (let i = 0; i < deltas.length; i++) {
      module.dotRows(room.part, room.wideAt + wide * i, count, room.narrowAt + 8 * (i * height + first), columns);
    }
  });
  for (const [i, back] of into.entries()) {
    back.fill(0);
    for (let k = 0; k < height; k++) back[asked[k]!] = room.narrow[i * height + k]!;
  }
  return true;
}

/** The rows that some vector multiplies by a number other than 0. */
function neededBy({ isNumeric }: Rows, xs: Vectors): Int32Array {
  return chosen(xs[0]!.length, (i) => {
    let v = isNumeric ? 0 : xs.length;
    while (v < xs.length && xs[v]![i] === 0) v++;
    return v < xs.length || !isNumeric;
  });
}

/** The numbers among 0, ..., `count` - 1 that satisfy `is`. */
function chosen(count: number, is: (i: number) => boolean): Int32Array {
  const all = new Int32Array(count);
  let taken = 0;
  for (let i = 0; i < count; i++) if (is(i)) all[taken++] = i;
  return all.subarray(0, taken);
}

/**
 * Room for numbers of every vector, one for each column and one for each row, for some rows, and for these rows packed; each with
 * its address.
 */
interface Room {
  readonly most: number;
  readonly wideAt: number;
  readonly wide: Float64Array;
  readonly narrowAt: number;
  readonly narrow: Float64Array;
  readonly part: number;
  readonly packed: number;
}

function openRoom(module: NetworkExports, { columns }: Rows, vectors: number, needed: Int32Array): Room | undefined {
  const entries = vectors < TOGETHER ? FEW_AT_ONCE : MANY_AT_ONCE;
  const most = Math.max(TOGETHER, Math.floor(entries / columns / TOGETHER) * TOGETHER);
  const [wide, narrow] = [vectors * columns, vectors * needed.length];
  const wideAt = reserve(module, 8 * (wide + narrow + 2) + 12 * most * columns);
  if (wideAt === undefined) return undefined;
  const narrowAt = wideAt + 8 * wide;
  const part = narrowAt + 8 * (narrow + (narrow & 1));
  const { buffer } = module.memory;
  return {
    ...{ most, wideAt, narrowAt, part, packed: part + 4 * most * columns },
    wide: new Float64Array(buffer, wideAt, wide),
    narrow: new Float64Array(buffer, narrowAt, narrow),
  };
}

/** Calls `work` for some of the rows at a time; consecutive rows are placed together. */
function inParts(
  module: NetworkExports,
  rows: Rows,
  needed: Int32Array,
  { most, part }: Room,
  work: (first: number, count: number) => void,
): void {
  const { place, finish } = rows.placer(module);
  for (let first = 0; first < needed.length; first += most) {
    const end = Math.min(needed.length, first + most);
    for (let k = first; k < end; ) {
      const from = needed[k]!;
      let run = 1;
      while (k + run < end && needed[k + run] === from + run) run++;
      place(from, from + run, part + 4 * rows.columns * (k - first));
      k += run;
    }
    finish(part, (end - first) * rows.columns);
    work(first, end - first);
  }
}
