/** From a contract's name, with or without parameters, to the initializer that it denotes. */
import { oneLine } from "../weights/oneLine.js";
import { evaluate, namesIn, type Scope } from "./evaluate.js";
import { type Argument, type ContractExpression, FANS } from "./expression.js";
import { withVariants } from "./factors.js";
import { formatContract } from "./format.js";
import { type Initializer, type Parameters, ruleOf } from "./initializer.js";
import { didYouMean } from "./nearest.js";
import { parseContract } from "./parse.js";
import type { Rule } from "./rule/index.js";
import type { Shape } from "./shape.js";
import { specialNamed } from "./special.js";

/**
 * The initializer of that name, or a new one for a contract expression: `initializerNamed(all, "he_normal")`,
 * `initializerNamed(all, "orthogonal(gain=sqrt(2))")`. Its name is the expression, printed in full. `scope` has the numbers that
 * the expression may use besides the fans.
 *
 * @throws RangeError of one line for an unknown name, parameter or number
 */
export function initializerNamed(contracts: readonly Initializer[], text: string, scope: Scope = {}): Initializer {
  const plain = contracts.find((one) => isNamed(one, text));
  if (plain !== undefined) return plain;
  const expression = parseContract(text);
  const special = specialNamed(expression);
  if (special !== undefined) return special;
  const base = contracts.find((one) => isNamed(one, expression.name));
  if (base === undefined) throw unknown(contracts, expression.name);
  if (expression.of !== undefined) {
    throw new RangeError(
      `contract ${expression.name}: must have parameters k=v in (), got ${oneLine(expression.of, 60)}`,
    );
  }
  return withArguments(base, expression, scope);
}

export const isNamed = (one: Initializer, name: string): boolean =>
  one.name === name || one.aliases?.includes(name) === true;

function unknown(contracts: readonly Initializer[], name: string): RangeError {
  const known = contracts.flatMap((one) => [one.name, ...(one.aliases ?? [])]);
  return new RangeError(
    `initializer: must be the name of a contract, got ${oneLine(name, 80)}${didYouMean(name, known)}`,
  );
}

function withArguments(base: Initializer, expression: ContractExpression, scope: Scope): Initializer {
  const { parameters } = expression;
  if (parameters.length === 0) return base;
  requireKnown(base, parameters, scope);
  const bound = new Set(parameters.map(({ key }) => key));
  const open = Object.entries(base.parameters ?? {}).filter(([key]) => !bound.has(key));
  const ruleAt = (values: readonly Argument[], given: Parameters, fans: Scope): Rule =>
    ruleOf(base, { ...given, ...argumentsOf(base, values, { ...scope, ...fans }) });
  const byFans = parameters.some((one) => !isWord(base, one.key) && namesIn(one.value).some(isFan));
  return {
    name: formatContract(expression),
    source: base.source,
    ...(open.length === 0 ? {} : { parameters: Object.fromEntries(open) }),
    rule(given: Parameters): Rule {
      const rule = byFans
        ? byShape((shape) => ruleAt(parameters, given, fansOf(shape)))
        : ruleAt(parameters, given, {});
      const numbers = parameters.filter(({ key }) => !isWord(base, key));
      return withVariants(
        rule,
        numbers,
        (shape) => ({ ...scope, ...fansOf(shape) }),
        (shape, changed) =>
          ruleAt([...parameters.filter(({ key }) => isWord(base, key)), ...changed], given, fansOf(shape)),
      );
    },
  };
}

/** The values of parameters as sent to a subject: texts and numbers, with the fans of one shape. */
export function argumentsOf(base: Base, parameters: readonly Argument[], scope: Scope): Parameters {
  return Object.fromEntries(
    parameters.map(({ key, value }) => {
      if (isWord(base, key) && value.kind === "name") return [key, value.name];
      const unknown = namesIn(value).find((name) => isFan(name) && Number.isNaN(scope[name]));
      if (unknown !== undefined) {
        throw new RangeError(
          `contract ${base.name}: ${key} needs ${unknown}, which the layout does not tell (--fan-in, --fan-out)`,
        );
      }
      const number = evaluate(value, scope);
      if (!Number.isFinite(number)) throw new RangeError(`contract ${base.name}: ${key} must be finite, got ${number}`);
      return [key, number];
    }),
  );
}

export const fansOf = ({ fanIn, fanOut }: Shape): Scope => ({
  fan_in: fanIn,
  fan_out: fanOut,
  fan_avg: (fanIn + fanOut) / 2,
});

export const isFan = (name: string): boolean => (FANS as readonly string[]).includes(name);

type Base = Pick<Initializer, "name" | "parameters">;

const isWord = ({ parameters = {} }: Base, key: string): boolean => typeof parameters[key] === "string";

/** The numbers that an expression needs from outside: neither texts nor fans. */
export function namesOfContract(contracts: readonly Initializer[], text: string): readonly string[] {
  if (contracts.some((one) => isNamed(one, text))) return [];
  const { name, parameters } = parseContract(text);
  const base = contracts.find((one) => isNamed(one, name));
  return parameters.flatMap(({ key, value }) =>
    base !== undefined && isWord(base, key) ? [] : namesIn(value).filter((one) => !isFan(one)),
  );
}

function requireKnown(base: Initializer, parameters: readonly Argument[], scope: Scope): void {
  const known = Object.keys(base.parameters ?? {});
  for (const { key, value } of parameters) {
    if (!known.includes(key)) {
      const got = `${key}${didYouMean(key, known)}`;
      throw new RangeError(`contract ${base.name}: parameters must be of ${known.join(", ") || "none"}, got ${got}`);
    }
    if (isWord(base, key)) {
      if (value.kind !== "name") throw new RangeError(`contract ${base.name}: ${key} must be a word, got arithmetic`);
      continue;
    }
    const stray = namesIn(value).find((name) => !isFan(name) && !Object.hasOwn(scope, name));
    if (stray !== undefined) {
      const names = [...FANS, ...Object.keys(scope)].join(", ");
      throw new RangeError(`contract ${base.name}: ${key} may use ${names}, got ${stray}`);
    }
  }
}

/** A rule whose parameters depend on the fans. */
function byShape(ruleFor: (shape: Shape) => Rule): Rule {
  return {
    expect: (shape) => ruleFor(shape).expect(shape),
    fill: (shape, stream) => ruleFor(shape).fill(shape, stream),
  };
}
