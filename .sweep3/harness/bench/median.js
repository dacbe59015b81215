/** Quantiles of a few numbers, between neighbours in proportion. */
export function quantile(values, p) {
    const sorted = [...values].sort((a, b) => a - b);
    const at = p * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
    return low + (high - low) * (at - Math.floor(at));
}
export const median = (values) => quantile(values, 1 / 2);
