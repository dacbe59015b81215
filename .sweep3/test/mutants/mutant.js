import { initializerNamed } from "../../harness/contract/index.js";
import { roundTo } from "../../harness/format/dtype.js";
import { ruleOf } from "../../harness/initializer.js";
import { openStream } from "../../harness/random/index.js";
import { shapeOf } from "../../harness/shape.js";
import { surroundings } from "../../surroundings.js";
/** Two tensors of unequal fans: what the gate draws of its own accord. */
export const SEEN_AT = { shape: [78, 130], samples: 20_000 };
const shapeOfRequest = ({ shape, layout, groups }) => shapeOf(shape, layout, groups);
const streamOf = ({ seed }) => openStream(seed ?? 0, "weight");
/** Another rule than the one claimed. */
export const drawing = (rule) => (request) => rule.fill(shapeOfRequest(request), streamOf(request));
/** The rule that is claimed, drawn rightly: what mistakes of structure are made in. */
export const right = (contract) => (request) => {
    const initializer = initializerNamed(surroundings.contracts, contract);
    return drawing(ruleOf(initializer, { ...initializer.parameters, ...request.params }))(request);
};
/** A right rule that counts its fans wrongly. */
export const fanned = (rule, fans) => (request) => {
    const shape = shapeOfRequest(request);
    return rule.fill({ ...shape, ...fans(shape) }, streamOf(request));
};
/** A right rule that reads the axes by another layout. */
export const readAs = (rule, layout, groups = 1) => (request) => rule.fill(shapeOf(request.shape, layout, groups), streamOf(request));
/** Entries one after the other from a source of the mutant's own making, which is told their index. */
export const entriesFrom = (sourceOf) => (request) => {
    const next = sourceOf(request.seed ?? 0, request);
    return Float32Array.from({ length: shapeOfRequest(request).size }, (_, index) => next(index));
};
export const fanInOf = (request) => shapeOfRequest(request).fanIn;
/** He normal from a source of standard normals of the mutant's own making. */
export const heNormalFrom = (normalOf) => entriesFrom((seed, request) => {
    const normal = normalOf(seed);
    const sd = Math.sqrt(2 / fanInOf(request));
    return () => sd * normal();
});
/** He uniform from a source of numbers in [0, 1) of the mutant's own making. */
export const heUniformFrom = (uniformOf) => entriesFrom((seed, request) => {
    const next = uniformOf(seed);
    const limit = Math.sqrt(6 / fanInOf(request));
    return () => limit * (2 * next() - 1);
});
/** Every entry of a fill changed on its own. */
export const entrywise = (fill, change) => (request) => fill(request).map((x, index) => change(x, index, request));
/** A fill whose tensor is spoiled in place. */
export const spoiled = (fill, spoil) => (request) => {
    const w = fill(request);
    spoil(w, request);
    return w;
};
/** The subject that calls every mutant an initializer of its own. */
export function mutantSubject(mutants) {
    return {
        description: { name: "mutants", version: "0", initializers: mutants.map(({ name }) => name) },
        draw: async (requests) => requests.map((request) => {
            const mutant = mutants.find(({ name }) => name === request.initializer);
            if (mutant === undefined)
                return { kind: "unsupported", reason: `unsupported: no ${request.initializer}` };
            const { shape, dtype } = request;
            const data = mutant.fill(request);
            return {
                kind: "tensor",
                tensor: { shape, dtype, data: dtype === "float32" ? data : data.map((x) => roundTo(dtype, x)) },
            };
        }),
        close: async () => { },
    };
}
