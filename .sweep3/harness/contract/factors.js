import { evaluate, namesIn } from "./evaluate.js";
import { formatArithmetic } from "./format.js";
/** `0.02/sqrt(2*n_layer)` without its divisor, and so on for every factor that is more than a number. */
export function withoutFactors(value) {
    if (value.kind !== "operation" || (value.operator !== "*" && value.operator !== "/"))
        return [];
    const { operator, left, right } = value;
    const isDivisor = operator === "/";
    const own = [];
    if (right.kind !== "number")
        own.push({ value: left, factor: right, isDivisor });
    if (!isDivisor && left.kind !== "number")
        own.push({ value: right, factor: left, isDivisor });
    return [...own, ...withoutFactors(left).map((one) => ({ ...one, value: { ...value, left: one.value } }))];
}
/** The rule with the variances that it would have without a factor. */
export function withVariants(rule, parameters, scopeAt, ruleFor) {
    const lefts = parameters.flatMap((one) => withoutFactors(one.value).map((left) => ({ key: one.key, left })));
    if (lefts.length === 0)
        return rule;
    return {
        ...rule,
        expect(shape) {
            const expected = rule.expect(shape);
            const variants = lefts.flatMap(({ key, left }) => {
                const changed = parameters.map((one) => (one.key === key ? { key, value: left.value } : one));
                try {
                    const { variance } = ruleFor(shape, changed).expect(shape).law;
                    return [{ variance, words: wordsOf(left, variance / expected.law.variance, scopeAt(shape)) }];
                }
                catch {
                    return []; // without the factor it is no law
                }
            });
            return { ...expected, variants };
        },
    };
}
/** "variance 8.0 = 2 n_layer of the documented one: depth scaling is missing" */
function wordsOf({ factor, isDivisor }, ratio, scope) {
    const number = ratio < 10 ? ratio.toFixed(1) : String(Number(ratio.toPrecision(3)));
    const what = namesIn(factor).some(isDepth) ? "depth scaling" : `the factor ${formatArithmetic(factor)}`;
    return `variance ${number}${inWords(factor, isDivisor, ratio, scope)} of the documented one: ${what} is missing`;
}
/** The ratio as the expression has it: of a factor of the standard deviation its square. */
function inWords(factor, isDivisor, ratio, scope) {
    const root = factor.kind === "call" && factor.name === "sqrt" ? factor.of : undefined;
    const candidates = root === undefined ? [factor] : [root, factor];
    const same = candidates.find((one) => Math.abs((isDivisor ? ratio : 1 / ratio) / evaluate(one, scope) - 1) < 1e-9);
    if (same === undefined)
        return "";
    const text = formatArithmetic(same).replaceAll("*", " ");
    return ` = ${isDivisor ? text : `1/(${text})`}`;
}
/** Layers are what captured numbers count. */
const isDepth = (name) => /layer|depth|block|^[iklL]$/i.test(name);
