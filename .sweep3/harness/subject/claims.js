/** Claims as a program states them in JSON, read with suspicion. */
import { quoteJson as quote } from "../format/json.js";
import { oneLine } from "../format/oneLine.js";
import { parseLayout, parseShape } from "../layout.js";
/** Throws an Error of one line where a claim is not made of the known words, each of its type. */
export function readClaims(value) {
    const claims = Object.entries(objectOf("its claims", value)).map(([name, words]) => {
        const { as, params, layout, groups, fan_in, fan_out, shapes, ...rest } = objectOf(`its claim ${oneLine(name, 80)}`, words);
        const [unknown] = Object.keys(rest);
        if (unknown !== undefined) {
            throw refusal(name, "be of as, params, layout, groups, fan_in, fan_out and shapes", unknown);
        }
        return [
            name,
            {
                ...{ ...asOf(name, as), ...paramsOf(name, params), ...layoutOf(name, layout), ...shapesOf(name, shapes) },
                ...countOf(name, "groups", groups),
                ...countOf(name, "fanIn", fan_in),
                ...countOf(name, "fanOut", fan_out),
            },
        ];
    });
    return Object.fromEntries(claims);
}
function objectOf(what, value) {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
        return value;
    throw new Error(`must describe ${what} as an object, got ${quote(value)}`);
}
function asOf(name, as) {
    if (as === undefined)
        return {};
    if (typeof as !== "string" || as === "")
        throw refusal(name, "name a contract as text", as);
    return { as };
}
function paramsOf(name, params) {
    if (params === undefined)
        return {};
    const values = Object.values(objectOf(`the params of its claim ${oneLine(name, 80)}`, params));
    const right = values.every((value) => typeof value === "string" || Number.isFinite(value));
    if (!right)
        throw refusal(name, "have params of numbers and texts", params);
    return { params: params };
}
function layoutOf(name, layout) {
    if (layout === undefined)
        return {};
    try {
        for (const one of String(layout).split(","))
            parseLayout(one);
    }
    catch {
        throw refusal(name, "have a layout", layout);
    }
    return { layout: String(layout) };
}
const WORDS = { groups: "groups", fanIn: "fan_in", fanOut: "fan_out" };
function countOf(name, key, value) {
    if (value === undefined)
        return {};
    if (!Number.isSafeInteger(value) || Number(value) < 1)
        throw refusal(name, `have a positive integer for ${WORDS[key]}`, value);
    return { [key]: Number(value) };
}
function shapesOf(name, shapes) {
    if (shapes === undefined)
        return {};
    try {
        return { shapes: shapes.map((shape) => parseShape(String(shape))) };
    }
    catch {
        throw refusal(name, "have shapes such as 300x500 in a list", shapes);
    }
}
const refusal = (name, rule, got) => new Error(`its claim ${oneLine(name, 80)} must ${rule}, got ${quote(got)}`);
