/** Prints contract expressions so that they parse to the same data: the only place that turns them into text. */
import { type Arithmetic, BINDING, type ContractExpression } from "./expression.js";

export function formatContract({ name, parameters, of }: ContractExpression): string {
  if (of !== undefined) return `${name}(${of})`;
  if (parameters.length === 0) return name;
  return `${name}(${parameters.map(({ key, value }) => `${key}=${formatArithmetic(value)}`).join(", ")})`;
}

/** With no more parentheses than parsing needs. */
export function formatArithmetic(value: Arithmetic): string {
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
      if (operator === "^") return `${within(left, own + 1)}^${within(right, BINDING.sign)}`;
      return `${within(left, own)}${operator}${within(right, own + 1)}`;
    }
  }
}

/** In parentheses if it binds looser than its position requires. */
const within = (value: Arithmetic, least: number): string =>
  bindingOf(value) < least ? `(${formatArithmetic(value)})` : formatArithmetic(value);

function bindingOf(value: Arithmetic): number {
  if (value.kind === "operation") return BINDING[value.operator];
  // As the base of a power, a sign or the e of an exponent must not be read as an operator.
  return value.kind === "negative" ? BINDING.sign : Number.POSITIVE_INFINITY;
}
