/**
 * Reads contract expressions by recursive descent:
 *
 *     contract  = NAME [ "(" [ NAME "=" sum { "," NAME "=" sum } | TEXT ] ")" ]
 *     sum       = product { ("+" | "-") product }
 *     product   = signed { ("*" | "/") signed }
 *     signed    = "-" signed | power
 *     power     = operand [ "^" signed ]
 *     operand   = NUMBER | NAME | ("sqrt" | "exp" | "ln") "(" sum ")" | "(" sum ")"
 */
import { oneLine } from "../weights/oneLine.js";
import { type Argument, type Arithmetic, type ContractExpression, FUNCTIONS, type Operator } from "./expression.js";

const MOST_CHARACTERS = 2000;
const MOST_DEPTH = 64;

const SPACE = /\s*/y;
const NAME = /[A-Za-z_]\w*/y;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
/** A contract's name may have any characters except those of the grammar. */
const CONTRACT = /[^\s(),=][^(),=]*/y;

/**
 * Parses `"random_normal(stddev=0.02/sqrt(2*n_layer))"`.
 *
 * @throws RangeError of one line that names the first character that does not fit
 */
export function parseContract(text: string): ContractExpression {
  const at = cursorOn(text);
  const name = at.take(CONTRACT)?.trim();
  if (name === undefined) throw at.refuse("a contract's name");
  if (at.isAtEnd()) return { name, parameters: [] };
  at.require("(");
  if (at.takes(")")) return ended(at, { name, parameters: [] });
  if (!at.sees(/[A-Za-z_]\w*\s*=/y)) return ended(at, { name, parameters: [], of: at.textWithin() });
  const parameters = [argument(at)];
  while (at.takes(",")) {
    const start = at.place();
    const next = argument(at);
    if (parameters.some(({ key }) => key === next.key)) throw at.refuse(`each parameter once, ${next.key}`, start);
    parameters.push(next);
  }
  at.require(")");
  return ended(at, { name, parameters });
}

/** Parses `"0.02/sqrt(2*n_layer)"`. Throws a RangeError of one line that names the character. */
export function parseArithmetic(text: string): Arithmetic {
  const at = cursorOn(text);
  const value = sum(at, 0);
  return ended(at, value);
}

function ended<T>(at: TextCursor, value: T): T {
  if (!at.isAtEnd()) throw at.refuse("the end");
  return value;
}

function argument(at: TextCursor): Argument {
  const key = at.take(NAME);
  if (key === undefined) throw at.refuse("a parameter's name");
  at.require("=");
  return { key, value: sum(at, 0) };
}

function sum(at: TextCursor, depth: number): Arithmetic {
  return chain(at, ["+", "-"], () => product(at, depth));
}

function product(at: TextCursor, depth: number): Arithmetic {
  return chain(at, ["*", "/"], () => signed(at, depth));
}

function chain(at: TextCursor, operators: readonly Operator[], next: () => Arithmetic): Arithmetic {
  let left = next();
  for (;;) {
    const operator = operators.find((one) => at.takes(one));
    if (operator === undefined) return left;
    left = { kind: "operation", operator, left, right: next() };
  }
}

function signed(at: TextCursor, depth: number): Arithmetic {
  if (depth > MOST_DEPTH) throw at.refuse(`at most ${MOST_DEPTH} levels of parentheses and signs`);
  if (at.takes("-")) return { kind: "negative", of: signed(at, depth + 1) };
  const base = operand(at, depth + 1);
  return at.takes("^") ? { kind: "operation", operator: "^", left: base, right: signed(at, depth + 1) } : base;
}

function operand(at: TextCursor, depth: number): Arithmetic {
  if (at.takes("(")) return closed(at, sum(at, depth));
  const start = at.place();
  const digits = at.take(NUMBER);
  if (digits !== undefined) {
    const value = Number(digits);
    if (!Number.isFinite(value)) throw at.refuse("a finite number", start);
    return { kind: "number", value };
  }
  const name = at.take(NAME);
  if (name === undefined) throw at.refuse("a number, a name or (");
  if (!at.takes("(")) return { kind: "name", name };
  if (!isFunction(name)) throw at.refuse(`one of ${Object.keys(FUNCTIONS).join(", ")} before (`, start);
  return closed(at, { kind: "call", name, of: sum(at, depth) });
}

const isFunction = (name: string): name is keyof typeof FUNCTIONS => Object.hasOwn(FUNCTIONS, name);

function closed<T>(at: TextCursor, value: T): T {
  at.require(")");
  return value;
}

/** A position in a text; spaces before a token are skipped. */
interface TextCursor {
  place(): number;
  isAtEnd(): boolean;
  sees(token: RegExp): boolean;
  take(token: RegExp): string | undefined;
  takes(mark: string): boolean;
  require(mark: string): void;
  /** Takes everything up to and including the last closing parenthesis. */
  textWithin(): string;
  refuse(wanted: string, place?: number): RangeError;
}

function cursorOn(text: string): TextCursor {
  if (text.length > MOST_CHARACTERS)
    throw new RangeError(`contract: must have at most ${MOST_CHARACTERS} characters, got ${text.length}`);
  let index = 0;
  const matchAt = (token: RegExp): string | undefined => {
    SPACE.lastIndex = index;
    index += SPACE.exec(text)![0].length;
    token.lastIndex = index;
    return token.exec(text)?.[0];
  };
  const cursor: TextCursor = {
    place: () => index,
    isAtEnd: () => matchAt(/$/y) !== undefined,
    sees: (token) => matchAt(token) !== undefined,
    take(token) {
      const found = matchAt(token);
      index += found?.length ?? 0;
      return found;
    },
    takes(mark) {
      matchAt(SPACE);
      if (!text.startsWith(mark, index)) return false;
      index += mark.length;
      return true;
    },
    require(mark) {
      if (!cursor.takes(mark)) throw cursor.refuse(mark);
    },
    textWithin() {
      const end = text.lastIndexOf(")");
      if (end < index) throw cursor.refuse(")", text.length);
      const inner = text.slice(index, end).trim();
      index = end + 1;
      return inner;
    },
    refuse(wanted, place) {
      matchAt(SPACE);
      const where = place ?? index;
      const got = where < text.length ? oneLine(text.slice(where), 20) : "the end";
      return new RangeError(
        `contract ${oneLine(text, 200)}: must have ${wanted} at character ${where + 1}, got ${got}`,
      );
    },
  };
  return cursor;
}
