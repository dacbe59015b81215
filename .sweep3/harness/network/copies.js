/** Copies among weights that a contract draws independently: no chance makes them. */
/** Fewer entries than this may agree by chance, where a law has atoms. */
const FEWEST = 4;
export function copyFinder() {
    const layers = new Map();
    let found = null;
    return {
        look(layer, weights, outputs) {
            if (found !== null || weights.length < FEWEST)
                return;
            const key = excerptOf(weights);
            const other = layers.get(key);
            if (other !== undefined) {
                found = `layers ${other} and ${layer} are the same matrix`;
                return;
            }
            layers.set(key, layer);
            const units = copiedUnits(weights, outputs);
            if (units > 0)
                found = `${units} of ${outputs} units of layer ${layer} are copies of others`;
        },
        get found() {
            return found;
        },
    };
}
/** So many entries, all over a matrix, are two matrices' only if all are: none is kept for it. */
const EXCERPT = 64;
function excerptOf(weights) {
    const count = Math.min(EXCERPT, weights.length);
    const entries = Array.from({ length: count }, (_, k) => weights[Math.floor((k * weights.length) / count)]);
    return `${weights.length} ${entries.join(" ")}`;
}
/** Units whose incoming weights are those of a unit before them: told by the first input's, then by all. */
function copiedUnits(weights, outputs) {
    const inputs = weights.length / outputs;
    if (inputs < FEWEST)
        return 0;
    const isSame = (a, b) => {
        for (let k = 0; k < weights.length; k += outputs)
            if (weights[k + a] !== weights[k + b])
                return false;
        return true;
    };
    const seen = new Map();
    let copies = 0;
    for (let unit = 0; unit < outputs; unit++) {
        const first = seen.get(weights[unit]);
        if (first === undefined)
            seen.set(weights[unit], unit);
        else if (isSame(first, unit))
            copies++;
    }
    return copies;
}
