const between = (limit, { uniform }) => -limit + 2 * limit * uniform();
/** Drawn again until it lies within the bound. */
function truncated(bound, { normal }) {
    for (;;) {
        const z = normal();
        if (Math.abs(z) <= bound)
            return z;
    }
}
/** The standard deviation of a normal cut at 2: sqrt(1 - 4 phi(2) / (2 Phi(2) - 1)). */
const CUT_AT_2 = 0.8796256610342398;
const number = (params, key) => Number(params[key]);
export const entries = {
    glorot_uniform: (i, o, _, from) => between(Math.sqrt(6 / (i + o)), from),
    glorot_normal: (i, o, _, { normal }) => Math.sqrt(2 / (i + o)) * normal(),
    he_uniform: (i, _o, _, from) => between(Math.sqrt(6 / i), from),
    he_normal: (i, _o, _, { normal }) => Math.sqrt(2 / i) * normal(),
    lecun_uniform: (i, _o, _, from) => between(Math.sqrt(3 / i), from),
    lecun_normal: (i, _o, _, { normal }) => Math.sqrt(1 / i) * normal(),
    random_normal: (_i, _o, p, { normal }) => number(p, "mean") + number(p, "stddev") * normal(),
    random_uniform: (_i, _o, p, { uniform }) => number(p, "minval") + (number(p, "maxval") - number(p, "minval")) * uniform(),
    truncated_normal: (_i, _o, p, from) => number(p, "mean") + number(p, "stddev") * truncated(number(p, "bound"), from),
    "keras:he_normal": (i, _o, _, from) => (Math.sqrt(2 / i) / CUT_AT_2) * truncated(2, from),
    "tfjs:lecun_normal": (i, _o, _, from) => Math.sqrt(1 / i) * truncated(2, from),
    "torch:linear_default": (i, _o, _, from) => between(1 / Math.sqrt(i), from),
    zeros: () => 0,
    ones: () => 1,
    constant: (_i, _o, p) => number(p, "value"),
};
