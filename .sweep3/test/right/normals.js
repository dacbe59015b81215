/** Standard normals by the textbook's routes, in float64. */
import { normalQuantile } from "../../harness/numeric/index.js";
/** Box and Muller 1958, with the engine's own logarithm, sine and cosine. */
export const boxMuller = (uniform) => inPairs(() => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    const angle = 2 * Math.PI * uniform();
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
});
/** Marsaglia and Bray 1964: the polar form, as in NumPy's RandomState. */
export const polar = (uniform) => inPairs(() => {
    for (;;) {
        const x = 2 * uniform() - 1;
        const y = 2 * uniform() - 1;
        const s = x * x + y * y;
        if (s >= 1 || s === 0)
            continue;
        const factor = Math.sqrt((-2 * Math.log(s)) / s);
        return [y * factor, x * factor];
    }
});
/** The quantile of a uniform, 0 skipped: JAX's sqrt(2) erfinv. */
export const inverse = (uniform) => () => {
    for (;;) {
        const u = uniform();
        if (u > 0)
            return normalQuantile(u);
    }
};
function inPairs(draw) {
    let spare;
    return () => {
        if (spare !== undefined) {
            const held = spare;
            spare = undefined;
            return held;
        }
        const [first, second] = draw();
        spare = second;
        return first;
    };
}
