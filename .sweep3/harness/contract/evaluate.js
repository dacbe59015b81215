/** What arithmetic comes to. */
import { power } from "../numeric/power.js";
import { FUNCTIONS } from "./expression.js";
const OPERATIONS = {
    "+": (a, b) => a + b,
    "-": (a, b) => a - b,
    "*": (a, b) => a * b,
    "/": (a, b) => a / b,
    "^": (a, b) => power(a, b),
};
/** The number; NaN where a name is not in scope. */
export function evaluate(value, scope) {
    switch (value.kind) {
        case "number":
            return value.value;
        case "name":
            return Object.hasOwn(scope, value.name) ? scope[value.name] : Number.NaN;
        case "negative":
            return -evaluate(value.of, scope);
        case "call":
            return FUNCTIONS[value.name](evaluate(value.of, scope));
        case "operation":
            return OPERATIONS[value.operator](evaluate(value.left, scope), evaluate(value.right, scope));
    }
}
/** The names that arithmetic needs. */
export function namesIn(value) {
    switch (value.kind) {
        case "number":
            return [];
        case "name":
            return [value.name];
        case "negative":
        case "call":
            return namesIn(value.of);
        case "operation":
            return [...namesIn(value.left), ...namesIn(value.right)];
    }
}
