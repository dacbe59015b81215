import { expectationOf } from "../initializer.js";
import { layoutFor } from "../layout.js";
import { shapeOf } from "../shape.js";
import { biasExpectation, weightNames } from "./bias.js";
import { claimFor } from "./claims.js";
import { dimsOf } from "./excerpt.js";
/** Throws a RangeError of one line where the layout does not fit. */
export function weightOf(place, entry, reader) {
    const { weights, held, whole } = place;
    const own = specOf(weights, entry.shape, reader, held?.claim);
    const spec = { ...own, ...fansOfWhole(weights, whole, reader, held?.claim), ...statedFans(held?.claim) };
    const beside = saysFans(spec, held?.claim, reader) ? undefined : besideOf(place, reader);
    // What a claim says of parameters is said of its own contract only.
    const withParams = (one, shape) => one === held?.contract && held.claim.params !== undefined
        ? { ...spec, shape, params: held.claim.params }
        : { ...spec, shape };
    const expect = (one, dims = spec.shape) => beside === undefined
        ? expectationOf(one, withParams(one, dims))
        : biasExpectation(one, withParams(one, dims), beside);
    const { shape: _, ...reading } = spec;
    const { dims, layout, groups } = beside ?? {};
    const key = JSON.stringify([reading, held?.contract.name, held?.claim.params, dims, layout, groups]);
    return { entry, spec, key, expect };
}
function specOf({ layouts: usual }, shape, reader, claim) {
    const dims = dimsOf(shape);
    const layouts = claim?.layout ?? reader.layout ?? usual;
    // One axis is one axis: a list for weights need not say how a bias is read.
    const layout = dims.length === 1 && !hasOneAxis(layouts) ? "o" : layoutFor(dims, layouts);
    const groups = claim?.groups ?? reader.groups ?? 1;
    return { shape: dims, layout, groups: claim?.groups !== undefined || layout.includes("g") ? groups : 1 };
}
const hasOneAxis = (layouts) => layouts.split(",").some((layout) => /^(?:[a-z]|\([a-z]+\))$/.test(layout));
/** Rows and columns of a weight have the fans of the weight that they were drawn in. */
function fansOfWhole(weights, whole, reader, claim) {
    if (whole === undefined)
        return {};
    const { shape, layout, groups } = specOf(weights, whole.shape, reader, claim);
    const { fanIn, fanOut } = shapeOf(shape, layout, groups);
    return { fanIn, fanOut };
}
const statedFans = ({ fanIn, fanOut } = {}) => ({
    ...(fanIn === undefined ? {} : { fanIn }),
    ...(fanOut === undefined ? {} : { fanOut }),
});
/** A fan that is stated, a layout of the tensor's own, or one that names its inputs goes before a neighbour's. */
function saysFans(spec, claim, { layout }) {
    if (claim?.fanIn !== undefined || claim?.fanOut !== undefined)
        return true;
    return hasOneAxis(claim?.layout ?? "") || (layout !== undefined && spec.layout.includes("i"));
}
/** The weight beside a bias. */
function besideOf({ weights, tensor }, reader) {
    const named = weightNames(tensor).map((other) => byName(weights).get(other));
    const weight = named.find((one) => one !== undefined && one.shape.length >= 2);
    if (weight === undefined)
        return undefined;
    const claim = claimFor(reader.claims, weight.name);
    const { shape, layout, groups } = specOf(weights, weight.shape, reader, claim);
    return shapeOf(shape, layout, groups, statedFans(claim));
}
const indices = new WeakMap();
/** A file may have very many tensors: they are not searched for each bias. */
function byName({ entries }) {
    let index = indices.get(entries);
    if (index === undefined) {
        index = new Map(entries.flatMap((one) => (one.unsupported === undefined ? [[one.name, one]] : [])));
        indices.set(entries, index);
    }
    return index;
}
