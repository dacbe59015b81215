/**
 * Entries drawn by several threads into one array: entry k is a pure function of (stream, k), so the result does not depend on
 * which thread draws it.
 */
import type { Image } from "../../kernel/fill.js";
import type { Stream } from "../../random/stream.js";
import type { KernelCall } from "../../random/transform.js";
import { transformOf } from "../../random/transformOf.js";
import type { Law } from "./law.js";
import { drawInto, imageOf } from "./sample.js";

/** The message to each thread: plain data, and two arrays in shared memory. */
export interface Share {
  readonly kernel: KernelCall;
  readonly image: Image;
  readonly stream: Stream;
  readonly out: Float32Array;
  /** The number of pieces taken so far. */
  readonly taken: Int32Array;
}

/** Undefined for a law whose transform cannot be sent to a thread. */
export function shareOf(law: Law, stream: Stream, out: Float32Array): Share | undefined {
  const { kernel } = law.draw.transform;
  if (kernel === undefined) return undefined;
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return { kernel, image: imageOf(law), stream, out, taken };
}

/** Entries of a piece, whole chunks of the kernel: about 0.2 ms of work, so that a thread that comes late still finds pieces. */
export const PIECE = 2 ** 16;

/** Runs in each thread: takes pieces until none are left. */
export function drawShare({ kernel, image, stream, out, taken }: Share): void {
  const transform = transformOf(kernel);
  for (;;) {
    const first = Atomics.add(taken, 0, 1) * PIECE;
    if (first >= out.length) return;
    drawInto(transform, image, stream, out.subarray(first, first + PIECE), first);
  }
}
