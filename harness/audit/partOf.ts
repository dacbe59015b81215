/** A part of a tensor as a tensor of its own, read from the file of the whole in stored order. */

import type { Entries } from "../check/sample.js";
import type { Weights } from "../weights/weights.js";
import { dimsOf, type Readable } from "./excerpt.js";
import type { Region } from "./region.js";

export interface PartOfWeights {
  readonly weights: Weights;
  readonly entry: Readable;
}

/** `label` names the part in reports. */
export function partOf(whole: Weights, entry: Readable, region: Region, label: string): PartOfWeights {
  const { axis, ranges } = region;
  const dims = dimsOf(entry.shape);
  const length = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  const shape = dims.map((size, k) => (k === axis ? length : size));
  const stride = (entry.fortran ? dims.slice(0, axis) : dims.slice(axis + 1)).reduce((product, d) => product * d, 1);
  const piecesOf = async function* (): ReturnType<Weights["pieces"]> {
    let at = 0;
    for await (const piece of whole.pieces(entry.name)) {
      yield cut(piece, at, { ranges, stride, size: dims[axis]! });
      at += piece.length;
    }
  };
  return {
    entry: { ...entry, name: label, shape },
    weights: {
      ...whole,
      pieces: piecesOf,
      async load() {
        const { data } = await whole.load(entry.name);
        // `load` gives C order, whatever the order in the file.
        const own = dims.slice(axis + 1).reduce((product, d) => product * d, 1);
        return { shape, dtype: entry.dtype, data: cut(data, 0, { ranges, stride: own, size: dims[axis]! }) };
      },
      close: async () => {},
    },
  };
}

interface Cut {
  readonly ranges: Region["ranges"];
  /** The distance, in entries, from one index of the axis to the next. */
  readonly stride: number;
  readonly size: number;
}

/** The entries within the ranges, from a stretch that begins at `start`. */
function cut<T extends Entries>(entries: T, start: number, { ranges, stride, size }: Cut): T {
  const kept = entries.slice() as T;
  const cycle = stride * size;
  let count = 0;
  if (cycle === 0) return kept.subarray(0, 0) as T;
  for (let base = Math.floor(start / cycle) * cycle; base < start + entries.length; base += cycle) {
    for (const [from, to] of ranges) {
      const first = Math.max(0, base + from * stride - start);
      const last = Math.min(entries.length, base + to * stride - start);
      if (first >= last) continue;
      kept.set(entries.subarray(first, last), count);
      count += last - first;
    }
  }
  return kept.subarray(0, count) as T;
}
