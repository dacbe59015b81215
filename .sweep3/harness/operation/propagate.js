/** Networks against what their initializers predict. */
import { propagate as run } from "../propagation/propagate.js";
export const propagate = (request, around, watch) => {
    const { seed, alpha } = request;
    watch.begin({ version: around.version, seed, alpha, curves: [] });
    return run({ ...request, onProgress: watch.progress }, around);
};
