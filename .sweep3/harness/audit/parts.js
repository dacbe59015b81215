export const FEWEST_PARTS = 3;
/** Runs that each part is made of, where there is enough for it. */
const MOST_CYCLES = 8;
/** Rows in a run, for neighbours to be seen. */
const SHORTEST_RUN = 8;
/** Along the first axis if it is long enough to keep rows whole, else as runs of entries. */
export function partsOf({ expected, dtype, entries }, count = FEWEST_PARTS) {
    const { dims, size } = expected.shape;
    const byRows = dims.length > 1 && dims[0] >= count * SHORTEST_RUN;
    const units = byRows ? dims[0] : size;
    const each = size / units;
    const cycles = Math.max(1, Math.min(MOST_CYCLES, Math.floor(units / (count * SHORTEST_RUN))));
    const cut = (k) => Math.floor((k * units) / (cycles * count)) * each;
    return Array.from({ length: count }, (_, part) => {
        const runs = Array.from({ length: cycles }, (_, cycle) => {
            const k = cycle * count + part;
            return entries.subarray(cut(k), cut(k + 1));
        });
        const joined = join(runs, entries);
        const shape = {
            ...expected.shape,
            dims: byRows ? [joined.length / each, ...dims.slice(1)] : [joined.length],
            size: joined.length,
        };
        return { expected: { ...expected, shape }, dtype, entries: joined };
    });
}
function join(runs, like) {
    const size = runs.reduce((sum, { length }) => sum + length, 0);
    const joined = like instanceof Float64Array ? new Float64Array(size) : new Float32Array(size);
    let at = 0;
    for (const run of runs) {
        joined.set(run, at);
        at += run.length;
    }
    return joined;
}
