/** Contracts without one factor of their arithmetic, as after a forgotten depth scaling. */

import { evaluate, namesIn, type Scope } from "./evaluate.js";
import type { Expectation } from "./expectation.js";
import type { Argument, Arithmetic } from "./expression.js";
import { formatArithmetic } from "./format.js";
import type { Rule } from "./rule/index.js";
import type { Shape } from "./shape.js";

/** An omitted factor: the remaining arithmetic, the factor, and whether it was a divisor. */
export interface Left {
  readonly value: Arithmetic;
  readonly factor: Arithmetic;
  readonly isDivisor: boolean;
}

/** `0.02/sqrt(2*n_layer)` without its divisor, and likewise for every factor that is not a plain number. */
export function withoutFactors(value: Arithmetic): readonly Left[] {
  if (value.kind !== "operation" || (value.operator !== "*" && value.operator !== "/")) return [];
  const { operator, left, right } = value;
  const isDivisor = operator === "/";
  const own: Left[] = [];
  if (right.kind !== "number") own.push({ value: left, factor: right, isDivisor });
  if (!isDivisor && left.kind !== "number") own.push({ value: right, factor: left, isDivisor });
  return [...own, ...withoutFactors(left).map((one) => ({ ...one, value: { ...value, left: one.value } }))];
}

/** The rule, with the variances that it would have without a factor. */
export function withVariants(
  rule: Rule,
  parameters: readonly Argument[],
  scopeAt: (shape: Shape) => Scope,
  ruleFor: (shape: Shape, parameters: readonly Argument[]) => Rule,
): Rule {
  // A factor of both ends of an interval is one factor.
  const lefts = new Map(parameters.flatMap((one) => withoutFactors(one.value).map((left) => [textOf(left), left])));
  if (lefts.size === 0) return rule;
  return {
    ...rule,
    expect(shape) {
      const expected = rule.expect(shape);
      const variants = [...lefts].flatMap(([text, left]) => {
        const changed = parameters.map(({ key, value }) => ({
          key,
          value: withoutFactors(value).find((one) => textOf(one) === text)?.value ?? value,
        }));
        try {
          const { variance } = ruleFor(shape, changed).expect(shape).law;
          return [{ variance, words: wordsOf(left, variance / expected.law.variance, scopeAt(shape)) }];
        } catch {
          return []; // without the factor it is no law
        }
      });
      return { ...expected, variants } satisfies Expectation;
    },
  };
}

const textOf = ({ factor, isDivisor }: Left): string => `${isDivisor ? "/" : "*"}${formatArithmetic(factor)}`;

/** "variance 8.0 = 2 n_layer of the documented one: depth scaling is missing" */
function wordsOf({ factor, isDivisor }: Left, ratio: number, scope: Scope): string {
  const number = ratio < 10 ? ratio.toFixed(1) : String(Number(ratio.toPrecision(3)));
  const what = namesIn(factor).some(isDepth) ? "depth scaling" : `the factor ${formatArithmetic(factor)}`;
  return `variance ${number}${inWords(factor, isDivisor, ratio, scope)} of the documented one: ${what} is missing`;
}

/** The ratio in the terms of the expression: the square of a factor of the standard deviation. */
function inWords(factor: Arithmetic, isDivisor: boolean, ratio: number, scope: Scope): string {
  const root = factor.kind === "call" && factor.name === "sqrt" ? factor.of : undefined;
  const candidates = root === undefined ? [factor] : [root, factor];
  const same = candidates.find((one) => Math.abs((isDivisor ? ratio : 1 / ratio) / evaluate(one, scope) - 1) < 1e-9);
  if (same === undefined) return "";
  const text = formatArithmetic(same).replaceAll("*", " ");
  return ` = ${isDivisor ? text : `1/(${text})`}`;
}

/** A captured number counts as that of a layer, and a factor with it as a depth scaling. */
const isDepth = (name: string): boolean => /layer|depth|block|^[iklL]$/i.test(name);
