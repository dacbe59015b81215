import { signedUniformLaw, standardNormal, truncatedNormal } from "../harness/law/index.js";
import { varianceScaling as scaled } from "../harness/rule/index.js";
const MODES = {
    fan_in: "in",
    fan_out: "out",
    fan_avg: "avg",
    fan_geo_avg: "geo",
};
const DISTRIBUTIONS = {
    normal: standardNormal,
    untruncated_normal: standardNormal,
    truncated_normal: truncatedNormal(2),
    uniform: signedUniformLaw,
};
/** Var(w) = scale / fan in any form; "truncated_normal" is cut at 2 standard deviations and rescaled. */
export const varianceScaling = {
    name: "variance_scaling",
    source: "JAX's and Keras' variance_scaling",
    parameters: { scale: 1, mode: "fan_in", distribution: "normal" },
    rule: (parameters) => scaled(chosen("distribution", DISTRIBUTIONS, parameters), Number(parameters["scale"]), chosen("mode", MODES, parameters)),
};
function chosen(key, choices, parameters) {
    const word = String(parameters[key]);
    if (!Object.hasOwn(choices, word)) {
        throw new RangeError(`variance_scaling: ${key} must be one of ${Object.keys(choices).join(", ")}, got ${word}`);
    }
    return choices[word];
}
