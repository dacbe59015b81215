/** The kernels of harness/statistic/bins.ts, with room for one set of bins and a chunk of entries. */
import { kernelModule, reserve } from "./module.js";
/** Room for `bins` counts and marks, `ranges` and `chunk` entries, twice; undefined where the kernels cannot run. */
export function histogramKernel(bins, ranges, chunk) {
    const module = kernelModule("histogram");
    if (module === undefined)
        return undefined;
    const entriesAt = reserve(module, 9 * chunk + 32 + 4 * ranges + 5 * bins);
    if (entriesAt === undefined)
        return undefined;
    const outAt = entriesAt + 4 * chunk;
    const listAt = outAt + 4 * chunk + 16;
    const rangesAt = listAt + chunk + 16;
    const binsAt = rangesAt + 4 * ranges;
    const marksAt = binsAt + 4 * bins;
    const { buffer } = module.memory;
    return {
        ...module,
        binsAt,
        bins: new Uint32Array(buffer, binsAt, bins),
        marksAt,
        marks: new Uint8Array(buffer, marksAt, bins),
        rangesAt,
        ranges: new Float32Array(buffer, rangesAt, ranges),
        entriesAt,
        entries: new Float32Array(buffer, entriesAt, chunk),
        listAt,
        outAt,
        out: new Float32Array(buffer, outAt, chunk),
    };
}
