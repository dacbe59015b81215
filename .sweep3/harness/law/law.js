/** The law of shift + scale X for X under `law`; scale must be positive and finite. */
export function affine(law, scale, shift = 0) {
    if (!(scale > 0 && Number.isFinite(scale)))
        throw new RangeError(`affine: scale must be positive, got ${scale}`);
    if (!Number.isFinite(shift))
        throw new RangeError(`affine: shift must be finite, got ${shift}`);
    const into = (x) => (x - shift) / scale;
    const [low, high] = law.support;
    return {
        family: law.family,
        support: [shift + scale * low, shift + scale * high],
        mean: shift + scale * law.mean,
        variance: scale * scale * law.variance,
        density: (x) => law.density(into(x)) / scale,
        cdf: (x) => law.cdf(into(x)),
        sf: (x) => law.sf(into(x)),
        quantile: (p) => shift + scale * law.quantile(p),
        moment: law.moment,
        draw: {
            transform: law.draw.transform,
            scale: scale * law.draw.scale,
            shift: shift + scale * law.draw.shift,
        },
    };
}
/** The same law, centred and stretched to mean 0 and variance 1. */
export function standardize(law) {
    const sd = standardDeviation(law);
    return affine(law, 1 / sd, -law.mean / sd);
}
export const standardDeviation = (law) => Math.sqrt(law.variance);
/** Mean 0 and odd moments 0: the law of -X is the law of X. */
export const isSymmetric = (law) => law.mean - law.support[0] === law.support[1] - law.mean && law.moment(3) === 0;
/** No entry can lie outside finite ends. */
export const isBounded = (law) => law.support.every(Number.isFinite);
