import { openStream } from "./random/index.js";
import { shapeOf } from "./shape.js";
/** The rule of an initializer under these parameters; an unknown name or a wrong type is an error. */
export function ruleOf(initializer, params = {}) {
    const defaults = initializer.parameters ?? {};
    for (const [key, value] of Object.entries(params)) {
        if (!Object.hasOwn(defaults, key)) {
            const known = Object.keys(defaults).join(", ") || "none";
            throw new RangeError(`${initializer.name}: parameters must be of ${known}, got ${key}`);
        }
        if (typeof value !== typeof defaults[key]) {
            throw new RangeError(`${initializer.name}: ${key} must be a ${typeof defaults[key]}, got ${value}`);
        }
    }
    return typeof initializer.rule === "function" ? initializer.rule({ ...defaults, ...params }) : initializer.rule;
}
export const shapeOfSpec = (spec) => shapeOf(spec.shape, spec.layout, spec.groups, spec);
/** What the initializer says of a weight of this shape. */
export function expectationOf(initializer, spec) {
    return ruleOf(initializer, spec.params).expect(shapeOfSpec(spec));
}
/** The exact law of one random entry of a weight of this shape. */
export function lawOf(initializer, spec) {
    return expectationOf(initializer, spec).law;
}
/** The stream that a reference tensor of this seed is drawn from. */
export const tensorStream = (seed = 0) => openStream(seed, "weight");
/**
 * A weight of this shape in C order, float32: a pure function of its arguments. The same seed gives the same bytes on
 * every engine and machine.
 */
export function fill(initializer, spec) {
    return fillerOf(initializer, spec)(spec.seed);
}
/** `fill` for one seed after the other: what does not depend on the seed is worked out once. */
export function fillerOf(initializer, spec) {
    const shape = shapeOfSpec(spec);
    const rule = ruleOf(initializer, spec.params);
    rule.expect(shape);
    return (seed) => rule.fill(shape, tensorStream(seed));
}
