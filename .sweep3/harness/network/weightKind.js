import { shapeOf } from "../shape.js";
/** The kind of weights that a rule makes for these widths. */
export function weightKind({ rule, activation, widths, sigmaB }) {
    const known = new Map();
    const expect = (fanIn, fanOut) => {
        const key = `${fanIn}x${fanOut}`;
        const found = known.get(key) ?? rule.expect(shapeOf([fanIn, fanOut], "io"));
        known.set(key, found);
        return found;
    };
    const { joint, law, fixed, shape } = expect(widths[0], widths[1]);
    const net = {
        ...{ activation, widths, sigmaB },
        initializer: (fanIn, fanOut) => expect(fanIn, fanOut).law.variance,
    };
    if (joint === "orthogonal")
        return { kind: joint, net };
    if (joint === "independent") {
        const kurtosis = law.variance > 0 ? law.moment(4) : 3;
        return { kind: law.mean === 0 ? joint : "other", net: { ...net, kurtosis } };
    }
    if (joint !== "exact")
        return { kind: "other", net };
    for (let index = 0; index < shape.size; index++) {
        if (fixed?.(index) !== law.mean)
            return { kind: "other", net };
    }
    if (sigmaB === 0)
        return { kind: "constant", value: law.mean, net };
    return { kind: law.mean === 0 ? "independent" : "other", net };
}
