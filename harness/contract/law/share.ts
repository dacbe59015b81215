/** Entries drawn by several threads into one array: since entry k is a pure function of (stream, k), who draws it changes nothing. */
import type { Image } from "../../kernel/fill.js";
import type { Stream } from "../../random/stream.js";
import type { KernelCall } from "../../random/transform.js";
import { transformOf } from "../../random/transformOf.js";
import type { Law } from "./law.js";
import { drawInto, imageOf } from "./sample.js";

/** What every thread is sent: plain data, and two arrays in shared memory. */
export interface Share {
  readonly kernel: KernelCall;
  readonly image: Image;
  readonly stream: Stream;
  readonly out: Float32Array;
  /** The number of pieces that are taken. */
  readonly taken: Int32Array;
}

/** Undefined for a law whose transform no thread can be sent. */
export function shareOf(law: Law, stream: Stream, out: Float32Array): Share | undefined {
  const { kernel } = law.draw.transform;
  if (kernel === undefined) return undefined;
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return { kernel, image: imageOf(law), stream, out, taken };
}

/** Entries of a piece, whole chunks of the kernel: 0.2 ms or so, in which another thread may come to take more of them. */
export const PIECE = 2 ** 16;

/** What each thread runs: takes pieces as long as there are any. */
export function drawShare({ kernel, image, stream, out, taken }: Share): void {
  const transform = transformOf(kernel);
  for (;;) {
    const first = Atomics.add(taken, 0, 1) * PIECE;
    if (first >= out.length) return;
    drawInto(transform, image, stream, out.subarray(first, first + PIECE), first);
  }
}
