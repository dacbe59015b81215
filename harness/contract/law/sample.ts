/** Entries drawn from a law: entry k is a pure function of (stream, k). */
import { fillByKernel, type Image } from "../../kernel/fill.js";
import { drawnRows, type Rows } from "../../kernel/rows.js";
import { readTile, type Stream, TILE } from "../../random/stream.js";
import type { Transform } from "../../random/transform.js";
import type { Law } from "./law.js";

const f = Math.fround;

/**
 * Fills `out` with entries `start`, `start + 1`, ... of the law on this stream, rounded to float32.
 *
 * The shift is a float32 and its remainder, so that a large mean does not coarsen a small spread; the result is clamped to the
 * float32 ends of the support, and is never -0.
 */
export function sampleInto(law: Law, stream: Stream, out: Float32Array, start = 0): void {
  drawInto(law.draw.transform, imageOf(law), stream, out, start);
}

/** The same, given only what the draws need of the law. */
export function drawInto(transform: Transform, image: Image, stream: Stream, out: Float32Array, start: number): void {
  if (!fillByKernel(transform, image, stream, out, start)) fillByReference(transform, image, stream, out, start);
}

/** The rows of a matrix that `sampleInto` fills in C order, each drawn on demand; undefined if no kernel can draw them. */
export function sampledRows(law: Law, stream: Stream, columns: number): Rows | undefined {
  return drawnRows(law.draw.transform, imageOf(law), stream, columns);
}

/** Throws a RangeError for a law that has no draws. */
export function imageOf(law: Law): Image {
  const { scale, shift } = law.draw;
  if (!Number.isFinite(scale)) throw new RangeError(`sample: ${law.family} has no entries of its own to draw`);
  const [low, high] = law.support.map(f) as [number, number];
  return { slope: f(scale), remainder: f(shift - f(shift)), offset: f(shift), low, high };
}

/** The reference, which the kernels must match bit for bit. */
export function fillByReference(
  transform: Transform,
  { slope, remainder, offset, low, high }: Image,
  stream: Stream,
  out: Float32Array,
  start: number,
): void {
  const words = new Uint32Array(TILE);
  const draws = new Float32Array(TILE);
  const end = start + out.length;
  for (let tile = Math.floor(start / TILE); tile * TILE < end; tile++) {
    readTile(stream, tile, words);
    const from = Math.max(start, tile * TILE);
    const to = Math.min(end, (tile + 1) * TILE);
    if (transform.isEntrywise) {
      const part = [from - tile * TILE, to - tile * TILE] as const;
      transform(words.subarray(...part), draws.subarray(...part));
    } else transform(words, draws);
    for (let k = from; k < to; k++) {
      const x = f(offset + f(remainder + f(slope * draws[k - tile * TILE]!)));
      out[k - start] = x < low ? low : x > high ? high : x + 0;
    }
  }
}
