const glorot = (fanIn, fanOut) => 2 / (fanIn + fanOut);
const he = (fanIn) => 2 / fanIn;
const lecun = (fanIn) => 1 / fanIn;
const variance = (value) => () => value;
const uniform = (limit) => variance(limit ** 2 / 3);
/** Uniform and normal laws of one variance share a mean-field curve: they differ at order 1/n^2 only. */
const NAMED = {
    glorot_uniform: glorot,
    glorot_normal: glorot,
    xavier_uniform: glorot,
    xavier_normal: glorot,
    he_uniform: he,
    he_normal: he,
    kaiming_uniform: he,
    kaiming_normal: he,
    lecun_uniform: lecun,
    lecun_normal: lecun,
    random_normal: variance(0.05 ** 2),
    random_uniform: uniform(0.05),
    zeros: variance(0),
};
/** The entry variance an initializer stands for. Throws for a name that has none of independent zero-mean entries. */
export function weightVariance(initializer) {
    if (typeof initializer === "function")
        return initializer;
    if (typeof initializer === "number")
        return (fanIn) => initializer / fanIn;
    const named = Object.hasOwn(NAMED, initializer) ? NAMED[initializer] : undefined;
    if (named)
        return named;
    throw new Error(`weightVariance: initializer must be one of ${Object.keys(NAMED).join(", ")}, got ${initializer}`);
}
