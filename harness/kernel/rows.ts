/** Where the rows of a float32 matrix come from: a matrix that is at hand, or a law that draws each when it is asked for. */
import type { Stream } from "../random/stream.js";
import type { Transform } from "../random/transform.js";
import { CHUNK, canDraw, type FillExports, type Image, PAIR, transformer, wordWriter } from "./fill.js";

const BYTES = Float32Array.BYTES_PER_ELEMENT;
/** No standard draw is longer than some units: stretched and shifted by this at most, it is far from float32's end. */
const LARGEST = 2 ** 64;

export interface Rows {
  /** Entries of a row. */
  readonly columns: number;
  /** Whether every entry is a number, so that a row that is multiplied by zeros alone need not be had. */
  readonly isNumeric: boolean;
  placer(module: FillExports): Placer;
}

export interface Placer {
  /** Puts rows `from`, ..., `to` - 1 into the module's memory at an address, one after the other, as far as they must differ. */
  place(from: number, to: number, at: number): void;
  /** Makes them what they are, all rows at once. */
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

/** Row r holds entries r x columns, ... of the stream; undefined where they cannot be drawn by kernels, row by row. */
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
