const LAYERS = 256;
/** Where the base's rectangle ends, and the layers' common area: Marsaglia and Tsang's for 256 layers. */
export const EDGE = 3.6541528853610088;
const AREA = 4.92867323399e-3;
const density = (x) => Math.exp((-x * x) / 2);
/** Right edges of the layers, widest first; the base is as wide as its area asks, tail included. */
export const widths = (() => {
    const widths = [AREA / density(EDGE), EDGE];
    for (let layer = 2; layer < LAYERS; layer++) {
        const last = widths[layer - 1];
        widths.push(Math.sqrt(-2 * Math.log(AREA / last + density(last))));
    }
    return [...widths, 0];
})();
/** `tail` draws what lies beyond the base's edge: a mistake made there is one of the classical ones. */
export const zigguratWith = (tail) => (uniform) => () => {
    for (;;) {
        const layer = Math.floor(uniform() * LAYERS);
        const negative = uniform() < 0.5;
        const x = uniform() * widths[layer];
        const inside = x < widths[layer + 1];
        if (inside || (layer > 0 && underCurve(layer, x, uniform())))
            return negative ? -x : x;
        if (layer > 0)
            continue;
        const far = tail(uniform, negative);
        if (far !== undefined)
            return far;
    }
};
function underCurve(layer, x, u) {
    const low = density(widths[layer]);
    const high = density(widths[layer + 1]);
    return low + u * (high - low) < density(x);
}
/** Marsaglia 1964: an exponential beyond the edge, accepted with probability exp(-x^2/2). */
export function tailOf(uniform) {
    for (;;) {
        const x = -Math.log(1 - uniform()) / EDGE;
        const y = -Math.log(1 - uniform());
        if (2 * y > x * x)
            return EDGE + x;
    }
}
export const ziggurat = zigguratWith((uniform, negative) => (negative ? -1 : 1) * tailOf(uniform));
