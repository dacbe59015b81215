/** What is kept of a tensor to hold it against the others of its model: the beginning of it, about its mean. */
import { gridOf } from "../../format/dtype.js";
/** Tensors of a file that are compared pairwise: their pairs must not be many millions. */
export const MOST_COMPARED = 2000;
/** Entries kept of all tensors together, and of one. */
const MOST_TOGETHER = 2 ** 23;
const MOST_EACH = 2 ** 15;
const FEWEST_EACH = 512;
export const keptOf = (tensors) => Math.max(FEWEST_EACH, Math.min(MOST_EACH, Math.floor(MOST_TOGETHER / Math.max(1, Math.min(tensors, MOST_COMPARED)))));
export function traceOf(name, entries, about, kept) {
    const { dtype, size, mean, symmetric } = about;
    return {
        name,
        start: Float32Array.from(entries.subarray(0, kept), (x) => x - mean),
        size,
        precision: Math.min(gridOf(dtype).precision, gridOf("float32").precision),
        symmetric,
    };
}
