import { CHUNK, canDraw, PAIR, transformer, wordWriter } from "./fill.js";
const BYTES = Float32Array.BYTES_PER_ELEMENT;
/** No standard draw is longer than some units: stretched and shifted by this at most, it is far from float32's end. */
const LARGEST = 2 ** 64;
export function matrixRows(weights, columns) {
    return {
        ...{ columns, isNumeric: false },
        placer: ({ memory }) => ({
            place: (from, to, at) => new Float32Array(memory.buffer, at, (to - from) * columns).set(weights.subarray(from * columns, to * columns)),
            finish: () => { },
        }),
    };
}
/** Row r holds entries r x columns, ... of the stream; undefined where they cannot be drawn by kernels, row by row. */
export function drawnRows({ kernel }, image, stream, columns) {
    const isNumeric = [image.slope, image.offset].every((x) => Math.abs(x) <= LARGEST);
    if (kernel === undefined || !canDraw(image) || !isNumeric || columns % PAIR !== 0)
        return undefined;
    return {
        ...{ columns, isNumeric },
        placer(module) {
            const words = wordWriter(module, stream);
            const transform = transformer(module, kernel, image);
            return {
                place: (from, to, at) => words(at, from * columns, ((to - from) * columns) / PAIR),
                finish(at, entries) {
                    const end = at + entries * BYTES;
                    for (; at < end; at += CHUNK * BYTES)
                        transform(at, Math.min(end, at + CHUNK * BYTES));
                },
            };
        },
    };
}
