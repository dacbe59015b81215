import { transformOf } from "../random/transformOf.js";
import { drawInto, imageOf } from "./sample.js";
/** Undefined for a law whose transform no thread can be sent. */
export function shareOf(law, stream, out) {
    const { kernel } = law.draw.transform;
    if (kernel === undefined)
        return undefined;
    const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    return { kernel, image: imageOf(law), stream, out, taken };
}
/** Entries of a piece, whole chunks of the kernel: 0.2 ms or so, in which another thread may come to take more of them. */
export const PIECE = 2 ** 16;
/** What each thread runs: takes pieces as long as there are any. */
export function drawShare({ kernel, image, stream, out, taken }) {
    const transform = transformOf(kernel);
    for (;;) {
        const first = Atomics.add(taken, 0, 1) * PIECE;
        if (first >= out.length)
            return;
        drawInto(transform, image, stream, out.subarray(first, first + PIECE), first);
    }
}
