import { standardDeviation } from "./law/index.js";
import { momentsOf } from "./statistic/moments.js";
import { joined, sorted as sort } from "./statistic/sorted.js";
export function sampleOf(drawn) {
    const { expected, tensors } = drawn;
    const { law } = expected;
    const sd = standardDeviation(law);
    const standardize = (x) => (x - law.mean) / sd;
    const random = once(() => randomParts(expected, tensors));
    const moments = once(() => momentsOf(random(), law.mean));
    const sorted = once(() => sort(random()));
    const values = once(() => randomEntries(expected, tensors));
    const standard = once(() => values().map(standardize));
    const standardTensors = once(() => splitTensors(expected, tensors, standard()));
    return {
        ...drawn,
        reseeded: drawn.reseeded ?? true,
        matrix: squarest(expected.shape.dims),
        get random() {
            return random();
        },
        get n() {
            return count(random());
        },
        get moments() {
            return moments();
        },
        get values() {
            return values();
        },
        get sorted() {
            return sorted();
        },
        get standard() {
            return standard();
        },
        get standardTensors() {
            return standardTensors();
        },
    };
}
/** Random entries of one tensor: how many there are must not depend on the draw, except where zeros are placed at random. */
export function randomEntries(expected, tensors) {
    const parts = randomOf(expected, tensors);
    return joined(parts, new Float64Array(count(parts)));
}
function randomOf({ fixed, joint }, tensors) {
    if (joint !== "sparse" && fixed === undefined)
        return tensors;
    const random = (x, index) => (joint === "sparse" ? x !== 0 : fixed?.(index) === undefined);
    return tensors.map((tensor) => tensor.filter(random));
}
/** Parts shorter than this are joined: a part costs as much as some hundred entries. */
const SHORT = 4096;
function randomParts(expected, tensors) {
    const parts = randomOf(expected, tensors);
    if (parts.length === 1 || parts.some(({ length }) => length >= SHORT))
        return parts;
    const wide = parts.some((part) => part instanceof Float64Array);
    return [joined(parts, wide ? new Float64Array(count(parts)) : new Float32Array(count(parts)))];
}
const count = (parts) => parts.reduce((n, { length }) => n + length, 0);
function splitTensors({ fixed, joint }, tensors, all) {
    if (fixed !== undefined || joint === "sparse")
        return [];
    let at = 0;
    return tensors.map(({ length }) => {
        at += length;
        return all.subarray(at - length, at);
    });
}
/** The split of the axes into rows and columns with the most rows on the short side. */
export function squarest(dims) {
    const size = dims.reduce((product, d) => product * d, 1);
    let best = { rows: 1, columns: size };
    let rows = 1;
    for (const d of dims) {
        rows *= d;
        const columns = rows === 0 ? 0 : size / rows;
        if (Math.min(rows, columns) > Math.min(best.rows, best.columns))
            best = { rows, columns };
    }
    return best;
}
function once(compute) {
    let held;
    return () => {
        held ??= { value: compute() };
        return held.value;
    };
}
