/** The kernels of harness/statistic/: each adds up in the order that its reference there does, so that the bits are the same. */
import { kernelModule, reserve } from "./module.js";
const RESULTS = 64;
let open;
/** The kernels with room for at least so many bytes, or undefined where they cannot run. */
export function statisticsKernel(bytes) {
    if (open !== undefined && open.floats.byteLength >= bytes)
        return open;
    const module = kernelModule("statistics");
    if (module === undefined)
        return undefined;
    const at = reserve(module, bytes);
    if (at === undefined)
        return undefined;
    const { buffer } = module.memory;
    const length = Math.floor((buffer.byteLength - at) / 8);
    open = {
        ...module,
        at,
        floats: new Float32Array(buffer, at, 2 * length),
        doubles: new Float64Array(buffer, at, length),
        words: new Uint32Array(buffer, at, 2 * length),
        resultsView: new Float64Array(buffer, module.results(), RESULTS),
    };
    return open;
}
