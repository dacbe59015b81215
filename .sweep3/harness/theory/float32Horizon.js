/** Natural logarithms of the smallest positive and the first overflowing float32. */
const LOG_SMALLEST = -149 * Math.LN2;
const LOG_OVERFLOW = 128 * Math.LN2;
/** Of the smallest one that has all its digits. */
const LOG_NORMAL = -126 * Math.LN2;
/** Whether a layer of mean square exp(logQ) is beyond float32. */
export function isBeyondFloat32(logQ, what) {
    const log = what === "squares" ? logQ : logQ / 2;
    return log < LOG_SMALLEST || log >= LOG_OVERFLOW;
}
/** The first layer (from 1) of a curve of ln q that float32 cannot hold, or null. */
export function float32LostAtLayer(logQ, what = "values") {
    const at = logQ.findIndex((value) => isBeyondFloat32(value, what));
    return at < 0 ? null : at + 1;
}
/** Layers until float32 gives out when the mean square changes by the factor exp(logRatio) a layer; Infinity if never. */
export function float32Horizon(logRatio, what = "values") {
    if (logRatio === 0)
        return Number.POSITIVE_INFINITY;
    const reach = (logRatio < 0 ? LOG_SMALLEST : LOG_OVERFLOW) / logRatio;
    return what === "squares" ? reach : 2 * reach;
}
/** The first layer (from 1) whose typical values float32 holds as subnormal numbers, of few digits, or not at all; or null. */
export function float32SubnormalAtLayer(logQ) {
    const at = logQ.findIndex((value) => value / 2 < LOG_NORMAL);
    return at < 0 ? null : at + 1;
}
