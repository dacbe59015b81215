/** Timings side by side, held against older ones. */
import { bench as time } from "../bench/bench.js";
import { compare } from "../bench/compare.js";
import { readTimings } from "../bench/readTimings.js";
export const bench = async (request, around, watch) => {
    const before = request.compare === undefined ? undefined : await readTimings(request.compare);
    const record = await time({ ...request, onRound: (_, done, of) => watch.progress(done, of) }, around);
    return before === undefined ? record : { ...record, comparisons: compare(before, record.rows, request.alpha) };
};
