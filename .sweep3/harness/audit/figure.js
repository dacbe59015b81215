/** Figures of fitted parameters: as few digits as the interval allows. */
/** The number of fewest digits within the interval, printed with three at least. */
export function roundest(estimate, low, high) {
    if (low <= 0 && high >= 0)
        return "0";
    for (let digits = 1; digits < 9; digits++) {
        const rounded = Number(estimate.toPrecision(digits));
        if (rounded >= low && rounded <= high)
            return rounded.toPrecision(Math.max(3, digits));
    }
    return estimate.toPrecision(9);
}
/** Four digits, without those that say nothing. */
export const short = (x) => String(Number(x.toPrecision(4)));
