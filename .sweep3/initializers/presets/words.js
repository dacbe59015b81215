import { clippedNormal, signedUniformLaw, standardNormal, truncatedNormal } from "../../harness/law/index.js";
import { independent, varianceScaling } from "../../harness/rule/index.js";
export const uniformLaw = signedUniformLaw;
export const normalLaw = standardNormal;
/** Cut at 2 standard deviations of the parent, then rescaled to the stated variance. */
export const rescaled = truncatedNormal(2);
/** Cut at 2 standard deviations of the parent and left so: the variance is 0.774 of the parent's. */
export const cut = clippedNormal(-2, 2);
/** The vocabulary of one framework: every contract carries its prefix and, unless another is named, its source. */
export function framework(prefix, source) {
    const own = (name) => `${prefix}:${name}`;
    /** A rule of parameters, which carry the framework's names and defaults. */
    const rule = (name, parameters, ruleFor, place = source) => ({
        name: own(name),
        source: place,
        ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
        rule: (given) => ruleFor(given),
    });
    return {
        rule,
        /** Entries drawn independently from a law that does not look at the shape. */
        law: (name, parameters, lawFor, place) => rule(name, parameters, (p) => independent(lawFor(p)), place),
        /** Var(w) = scale / fan. */
        scaling: (name, law, scale, fan, place = source) => ({
            name: own(name),
            source: place,
            rule: varianceScaling(law, scale, fan),
        }),
        /** Var(w) = scale / fan was meant before the normal was cut at 2 standard deviations. */
        uncorrected: (name, scale, fan, place = source) => ({
            name: own(name),
            source: place,
            rule: varianceScaling(cut, scale * cut.variance, fan),
        }),
        /** The plain value under the framework's name, and with its defaults. */
        same: (initializer, name = initializer.name, defaults = {}, place = source) => {
            const { aliases: _, ...rest } = initializer;
            const parameters = { ...initializer.parameters, ...defaults };
            return {
                ...rest,
                name: own(name),
                source: place,
                ...(Object.keys(parameters).length > 0 ? { parameters } : {}),
            };
        },
    };
}
/** The same contract under a second name of the same framework. */
export const also = (initializer, ...names) => ({
    ...initializer,
    aliases: names.map((name) => `${initializer.name.split(":")[0]}:${name}`),
});
const MODES = {
    fan_in: "in",
    fan_out: "out",
    fan_avg: "avg",
    fan_geo_avg: "geo",
};
/** The fan that a framework's word names. */
export const fanNamed = (word, allowed = "fan_in fan_out") => MODES[among("mode", word, allowed.split(" "))];
/** The choice that a word names among those a framework has. */
export const chosen = (key, word, choices) => choices[among(key, word, Object.keys(choices))];
function among(key, word, known) {
    if (!known.includes(word))
        throw new RangeError(`${key}: must be one of ${known.join(", ")}, got ${word}`);
    return word;
}
