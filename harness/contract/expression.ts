/**
 * A contract expression as plain data: a contract's name with parameters, such as
 * `random_normal(stddev=0.02/sqrt(2*n_layer))`.
 */

import { oneLine } from "../weights/oneLine.js";

export type Operator = "+" | "-" | "*" | "/" | "^";
export type FunctionName = "sqrt" | "exp" | "ln";

/** Arithmetic with numbers, named numbers and functions of one number. */
export type Arithmetic =
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "negative"; readonly of: Arithmetic }
  | { readonly kind: "call"; readonly name: FunctionName; readonly of: Arithmetic }
  | {
      readonly kind: "operation";
      readonly operator: Operator;
      readonly left: Arithmetic;
      readonly right: Arithmetic;
    };

/** The value of a parameter: arithmetic; a bare name is a text if the contract's default is one. */
export interface Argument {
  readonly key: string;
  readonly value: Arithmetic;
}

export interface ContractExpression {
  readonly name: string;
  readonly parameters: readonly Argument[];
  /** The text between the parentheses if it is not a list of parameters: `free(NAME)`, `values(FILE.npy)`. */
  readonly of?: string;
}

/** The fans of the weight that the contract describes. */
export const FANS = ["fan_in", "fan_out", "fan_avg"] as const;

/** Throws a RangeError of one line for a name that a user's number may not have. */
export function requireFree(name: string): void {
  if (/^[A-Za-z_]\w*$/.test(name) && !FANS.includes(name as "fan_in") && !Object.hasOwn(FUNCTIONS, name)) return;
  throw new RangeError(`let: must be a name of letters that is no fan and no function, got ${oneLine(name, 60)}`);
}

export const FUNCTIONS: Readonly<Record<FunctionName, (x: number) => number>> = {
  sqrt: Math.sqrt,
  exp: Math.exp,
  ln: Math.log,
};

/** Precedence of operators; a sign binds tighter than `*` and looser than `^`. */
export const BINDING: Readonly<Record<Operator | "sign", number>> = { "+": 1, "-": 1, "*": 2, "/": 2, sign: 3, "^": 4 };
