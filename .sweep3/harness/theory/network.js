import { activationByName } from "../activation/index.js";
import { requireCount, requireVariance } from "./require.js";
import { weightVariance } from "./weightVariance.js";
/** The layers an options object stands for. Throws if a width, the depth or a variance is out of range. */
export function network(options) {
    const { initializer, activation, width, depth, sigmaB = 0, kurtosis = 3 } = options;
    const widths = options.widths ?? uniformWidths(width, depth);
    if (widths.length < 2)
        throw new Error(`network: widths must list at least 2 layers, got ${widths.length}`);
    for (const size of widths)
        requireCount("network", "width", size);
    requireVariance("network", "sigmaB", sigmaB);
    const variance = weightVariance(initializer);
    const layers = widths.slice(1).map((fanOut, l) => {
        const fanIn = widths[l];
        const sigmaW2 = fanIn * variance(fanIn, fanOut);
        requireVariance("network", "sigma_w^2", sigmaW2);
        return { fanIn, fanOut, sigmaW2 };
    });
    return { activation: activationByName(activation), layers, sigmaB2: sigmaB ** 2, kurtosis };
}
function uniformWidths(width = Number.NaN, depth = Number.NaN) {
    requireCount("network", "width", width);
    requireCount("network", "depth", depth);
    return new Array(depth + 1).fill(width);
}
