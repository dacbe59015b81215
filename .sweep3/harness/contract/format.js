/** Prints contract expressions so that they read back as the same data: the one place where they become text. */
import { BINDING } from "./expression.js";
export function formatContract({ name, parameters, of }) {
    if (of !== undefined)
        return `${name}(${of})`;
    if (parameters.length === 0)
        return name;
    return `${name}(${parameters.map(({ key, value }) => `${key}=${formatArithmetic(value)}`).join(", ")})`;
}
/** With no more parentheses than reading it back needs. */
export function formatArithmetic(value) {
    switch (value.kind) {
        case "number":
            return String(value.value);
        case "name":
            return value.name;
        case "call":
            return `${value.name}(${formatArithmetic(value.of)})`;
        case "negative":
            return `-${within(value.of, BINDING.sign)}`;
        case "operation": {
            const { operator, left, right } = value;
            const own = BINDING[operator];
            if (operator === "^")
                return `${within(left, own + 1)}^${within(right, BINDING.sign)}`;
            return `${within(left, own)}${operator}${within(right, own + 1)}`;
        }
    }
}
/** In parentheses if it binds less tightly than its place needs. */
const within = (value, least) => bindingOf(value) < least ? `(${formatArithmetic(value)})` : formatArithmetic(value);
function bindingOf(value) {
    if (value.kind === "operation")
        return BINDING[value.operator];
    // Where a number is wanted as the base of a power, a sign or an exponent's e must not be read as an operator.
    return value.kind === "negative" ? BINDING.sign : Number.POSITIVE_INFINITY;
}
