import { dimsOf } from "./excerpt.js";
/** `label` is what the part is called in reports. */
export function partOf(whole, entry, region, label) {
    const { axis, ranges } = region;
    const dims = dimsOf(entry.shape);
    const length = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
    const shape = dims.map((size, k) => (k === axis ? length : size));
    const stride = (entry.fortran ? dims.slice(0, axis) : dims.slice(axis + 1)).reduce((product, d) => product * d, 1);
    const piecesOf = async function* () {
        let at = 0;
        for await (const piece of whole.pieces(entry.name)) {
            yield cut(piece, at, { ranges, stride, size: dims[axis] });
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
                // The whole comes in C order, whatever the file has.
                const own = dims.slice(axis + 1).reduce((product, d) => product * d, 1);
                return { shape, dtype: entry.dtype, data: cut(data, 0, { ranges, stride: own, size: dims[axis] }) };
            },
            close: async () => { },
        },
    };
}
/** Of a stretch of entries that begins at `start`, those within the ranges. */
function cut(entries, start, { ranges, stride, size }) {
    const kept = entries.slice();
    const cycle = stride * size;
    let count = 0;
    if (cycle === 0)
        return kept.subarray(0, 0);
    for (let base = Math.floor(start / cycle) * cycle; base < start + entries.length; base += cycle) {
        for (const [from, to] of ranges) {
            const first = Math.max(0, base + from * stride - start);
            const last = Math.min(entries.length, base + to * stride - start);
            if (first >= last)
                continue;
            kept.set(entries.subarray(first, last), count);
            count += last - first;
        }
    }
    return kept.subarray(0, count);
}
