/** Evaluates arithmetic. */
import { power } from "../numeric/power.js";
import { type Arithmetic, FUNCTIONS, type Operator } from "./expression.js";

/** Numbers by name: fans, captured layer numbers, those of `[let]`. */
export type Scope = Readonly<Record<string, number>>;

const OPERATIONS: Readonly<Record<Operator, (a: number, b: number) => number>> = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => power(a, b),
};

/** The value; NaN if a name is not in scope. */
export function evaluate(value: Arithmetic, scope: Scope): number {
  switch (value.kind) {
    case "number":
      return value.value;
    case "name":
      return Object.hasOwn(scope, value.name) ? scope[value.name]! : Number.NaN;
    case "negative":
      return -evaluate(value.of, scope);
    case "call":
      return FUNCTIONS[value.name](evaluate(value.of, scope));
    case "operation":
      return OPERATIONS[value.operator](evaluate(value.left, scope), evaluate(value.right, scope));
  }
}

/** The names that the arithmetic needs. */
export function namesIn(value: Arithmetic): readonly string[] {
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
