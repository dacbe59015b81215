/** The source of the rows of a float32 matrix: a matrix in memory, or a law that draws each row on demand. */
import type { Stream } from "../random/stream.js";
import type { Transform } from "../random/transform.js";
import { CHUNK, canDraw, type FillExports, type Image, PAIR, transformer, wordWriter } from "./fill.js";

const BYTES = Float32Array.BYTES_PER_ELEMENT;
/** No standard draw exceeds a few units: scaled and shifted by at most this, it is far from float32's overflow. */
const LARGEST = 2 ** 64;

export interface Rows {
  /** Entries of a row. */
  readonly columns: number;
  /** Whether every entry is certainly finite, so that a row that is multiplied by zeros only is not needed. */
  readonly isNumeric: boolean;
  placer(module: FillExports): Placer;
}

export interface Placer {
  /** Writes what distinguishes rows `from`, ..., `to` - 1 to the module's memory at an address, one row after the other. */
  place(from: number, to: number, at: number): void;
  /** Turns what `place` wrote into entries, all rows at once. */
  finish(at: number, entries: number): void;
}

export function matrixRows(weights: Float32Array, columns: number): Rows {
  return {
    ...{ columns, isNumeric: false },
    placer: ({ memory }) => ({
      place: (from, to, at) =>
        new Float32Array(memory.buffer, at, (to - from) * columns).set(weights.subarray(from * columns, to * columns)),
      finish: () => {},
    }),
  };
}

/** Row r holds the stream's entries from r x columns on; undefined if kernels cannot draw them row by row. */
export function drawnRows({ kernel }: Transform, image: Image, stream: Stream, columns: number): Rows | undefined {
  const isNumeric = [image.slope, image.offset].every((x) => Math.abs(x) <= LARGEST);
  if (kernel === undefined || !canDraw(image) || !isNumeric || columns % PAIR !== 0) return undefined;
  return {
    ...{ columns, isNumeric },
    placer(module) {
      const words = wordWriter(module, stream);
      const transform = transformer(module, kernel, image);
      return {
        place: (from, to, at) => words(at, from * columns, ((to - from) * columns) / PAIR),
        finish(at, entries) {
          const end = at + entries * BYTES;
          for (; at < end; at += CHUNK * BYTES) transform(at, Math.min(end, at + CHUNK * BYTES));
        },
      };
    },
  };
}
