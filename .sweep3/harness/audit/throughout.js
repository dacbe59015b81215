import { checks } from "../check/index.js";
import { decide } from "../decide.js";
import { sampleOf } from "../sample.js";
import { fromStored } from "./excerpt.js";
/** Questions about entries one by one, which a piece answers as well as the whole. */
const PIECEWISE = ["finite", "support", "exact"];
/** Invariants have no false alarms to pay for. */
const NO_ALARMS = { alpha: 0, tests: 0, stages: [0], atOnce: 0 };
/** The names of those that fail anywhere. */
export async function failedThroughout(weights, { name, dtype, shape, fortran }, expected, extremes) {
    const { fixed } = expected;
    // Where no entry has a value of its own, the extremes answer for all: they were seen in the pass that took the excerpt.
    if (fixed === undefined && extremes !== undefined)
        return namesOf(failedBy(endsOf(extremes, dtype), expected, dtype));
    const placeOf = fortran ? (at) => fromStored(at, shape) : (at) => at;
    const failed = new Set();
    let start = 0;
    for await (const piece of weights.pieces(name)) {
        const offset = start;
        const part = {
            ...expected,
            ...(fixed === undefined ? {} : { fixed: (k) => fixed(placeOf(offset + k)) }),
        };
        for (const check of failedBy(piece, part, dtype))
            failed.add(check);
        start += piece.length;
    }
    return namesOf(failed);
}
/** In the order of the battery. */
const namesOf = (failed) => checks.map(({ name }) => name).filter((name) => failed.has(name));
function endsOf({ least, most, allFinite }, dtype) {
    const ends = allFinite ? [least, most] : [least, most, Number.NaN];
    return dtype === "float64" ? Float64Array.from(ends) : Float32Array.from(ends);
}
function failedBy(entries, expected, dtype) {
    const part = { ...expected, shape: { ...expected.shape, dims: [entries.length], size: entries.length } };
    const sample = sampleOf({ expected: part, dtype, tensors: [entries], reseeded: false });
    const failed = askable(part, dtype).filter((check) => decide(check.run(sample).pValue, "invariant", 0, NO_ALARMS) !== "pass");
    return new Set(failed.map(({ name }) => name));
}
const askable = (expected, dtype) => checks.filter((check) => PIECEWISE.includes(check.name) &&
    check.applies({ expected, dtype, n: expected.shape.size, tensors: 1, reseeded: false }));
