import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Arithmetic,
  type ContractExpression,
  evaluate,
  formatArithmetic,
  formatContract,
  initializerNamed,
  namesIn,
  parseArithmetic,
  parseContract,
  splitClaim,
  splitList,
} from "../../harness/contract/index.js";
import { expectationOf, fill, lawOf } from "../../harness/contract/initializer.js";
import { surroundings } from "../../harness/program/surroundings.js";

const { contracts } = surroundings;
const value = (text: string, scope = {}): number => evaluate(parseArithmetic(text), scope);

describe("arithmetic", () => {
  test.each([
    ["1+2*3", 7],
    ["(1+2)*3", 9],
    ["2-3-4", -5],
    ["2/4/2", 0.25],
    ["2^3^2", 512],
    ["-2^2", -4],
    ["2^-1", 0.5],
    ["--3", 3],
    ["1 - -1", 2],
    [".5e1", 5],
    ["1e-3", 0.001],
    ["sqrt(2)*sqrt(2)", Math.SQRT2 * Math.SQRT2],
    ["exp(ln(7))", Math.exp(Math.log(7))],
    ["0.02/sqrt(2*(i+1))", 0.02 / Math.sqrt(8)],
    ["1/fan_in", 1 / 300],
  ])("%s", (text, expected) => expect(value(text, { i: 3, fan_in: 300 })).toBe(expected));

  test("names are numbers in scope, and nothing else", () => {
    expect(namesIn(parseArithmetic("a*sqrt(b)-c^d"))).toEqual(["a", "b", "c", "d"]);
    expect(value("constructor")).toBeNaN();
    expect(value("__proto__")).toBeNaN();
  });
});

const arithmetic: fc.Arbitrary<Arithmetic> = fc.letrec<{ value: Arithmetic }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc
      .double({ min: 0, noNaN: true, noDefaultInfinity: true })
      .map((number): Arithmetic => ({ kind: "number", value: number === 0 ? 0 : number })),
    fc.constantFrom("i", "n_layer", "fan_in", "e", "E5").map((name): Arithmetic => ({ kind: "name", name })),
    tie("value").map((of): Arithmetic => ({ kind: "negative", of })),
    fc
      .tuple(fc.constantFrom("sqrt", "exp", "ln"), tie("value"))
      .map(([name, of]): Arithmetic => ({ kind: "call", name, of })),
    fc
      .tuple(fc.constantFrom("+", "-", "*", "/", "^"), tie("value"), tie("value"))
      .map(([operator, left, right]): Arithmetic => ({ kind: "operation", operator, left, right })),
  ),
})).value;

describe("what is printed reads back", () => {
  test("arithmetic", () => {
    fc.assert(
      fc.property(arithmetic, (one) => {
        expect(parseArithmetic(formatArithmetic(one))).toEqual(one);
      }),
    );
  });

  test("contracts", () => {
    const contract = fc.record({
      name: fc.constantFrom("random_normal", "torch:normal_", "my-own.name"),
      parameters: fc
        .uniqueArray(fc.record({ key: fc.constantFrom("a", "stddev", "mode_"), value: arithmetic }), {
          selector: ({ key }) => key,
        })
        .map((list) => list as ContractExpression["parameters"]),
    });
    fc.assert(
      fc.property(contract, (one) => {
        expect(parseContract(formatContract(one))).toEqual(one);
      }),
    );
    expect(formatContract(parseContract(" random_normal ( stddev = (0.02) / (sqrt((2*n_layer))) )"))).toBe(
      "random_normal(stddev=0.02/sqrt(2*n_layer))",
    );
    expect(formatContract(parseContract("free(random_normal(mean=1))"))).toBe("free(random_normal(mean=1))");
    expect(formatContract(parseContract("values(tables/a b.npy)"))).toBe("values(tables/a b.npy)");
  });
});

describe("the character where a text stops making sense", () => {
  test.each([
    ["random_normal(stddev=0.02", "must have ) at character 26, got the end"],
    ["random_normal(stddev=0.02/)", "must have a number, a name or ( at character 27, got )"],
    ["random_normal(stddev=1 2)", "must have ) at character 24, got 2)"],
    ["random_normal(stddev=sin(1))", "must have one of sqrt, exp, ln before ( at character 22, got sin(1))"],
    ["random_normal(mean=1, mean=2)", "must have each parameter once, mean at character 22, got mean=2)"],
    ["random_normal(mean=1,)", "must have a parameter's name at character 22, got )"],
    ["random_normal(mean=1)x", "must have the end at character 22, got x"],
    ["", "must have a contract's name at character 1, got the end"],
    ["(a)", "must have a contract's name at character 1, got (a)"],
    ["a)", "must have ( at character 2, got )"],
    ["constant(value=1e999)", "must have a finite number at character 16, got 1e999)"],
    [
      `constant(value=${"(".repeat(200)}`,
      "must have at most 64 levels of parentheses and signs at character 81, got ((((((((((((((((((((...",
    ],
  ])("%s", (text, message) => {
    expect(() => parseContract(text)).toThrow(message);
  });

  test("any text at all is an expression or one line", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."ab1.e(),=+-*/^ \n\u001b"), maxLength: 40 }), (text) => {
        try {
          const one = parseContract(text);
          expect(parseContract(formatContract(one))).toEqual(one);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
          expect((error as Error).message).not.toMatch(/\p{Cc}/u);
        }
      }),
      { numRuns: 2000 },
    );
    expect(() => parseContract("a".repeat(3000))).toThrow("contract: must have at most 2000 characters, got 3000");
  });
});

test("commas and signs inside parentheses split nothing", () => {
  expect(splitList("he_normal, f{a,b}=random_normal(mean=0, stddev=(1,2)),x[,]y")).toEqual([
    "he_normal",
    "f{a,b}=random_normal(mean=0, stddev=(1,2))",
    "x[,]y",
  ]);
  expect(splitClaim("fc*=random_normal(stddev=0.02)")).toEqual(["fc*", "random_normal(stddev=0.02)"]);
  expect(splitClaim("random_normal(stddev=0.02)")).toBeUndefined();
});

describe("the initializer that an expression stands for", () => {
  const named = (text: string, scope = {}) => initializerNamed(contracts, text, scope);
  const spec = { shape: [300, 500], layout: "io" };

  test("has the law of its parameters", () => {
    expect(lawOf(named("random_normal(stddev=1/5)"), spec).variance).toBeCloseTo(0.04, 15);
    expect(lawOf(named("random_normal(stddev=0.02/sqrt(2*(i+1)))", { i: 7 }), spec).variance).toBeCloseTo(
      4e-4 / 16,
      15,
    );
    expect(lawOf(named("random_normal(stddev=sqrt(2/fan_in))"), spec).variance).toBeCloseTo(2 / 300, 15);
    expect(lawOf(named("random_uniform(minval=-1/fan_out, maxval=1/fan_out)"), spec).support).toEqual([
      -1 / 500,
      1 / 500,
    ]);
    expect(lawOf(named("random_normal(stddev=sqrt(1/fan_avg))"), spec).variance).toBeCloseTo(1 / 400, 15);
    expect(expectationOf(named("variance_scaling(scale=2, mode=fan_out)"), spec).scaling).toEqual({
      scale: 2,
      fan: "out",
    });
    expect(lawOf(named("torch:kaiming_normal_(mode=fan_out)"), spec).variance).toBeCloseTo(2 / 500, 15);
    expect(expectationOf(named("orthogonal(gain=sqrt(2))"), spec).orthogonal?.gain).toBe(Math.SQRT2);
  });

  test("draws as the initializer does under these parameters", () => {
    const wanted = fill(named("random_normal"), { ...spec, params: { stddev: Math.sqrt(2 / 300) }, seed: 5 });
    expect(fill(named("random_normal(stddev=sqrt(2/fan_in))"), { ...spec, seed: 5 })).toEqual(wanted);
  });

  test("is printed back in full, and leaves its other parameters open", () => {
    const one = named("random_normal( stddev = 2 * 0.01 )");
    expect(one.name).toBe("random_normal(stddev=2*0.01)");
    expect(one.parameters).toEqual({ mean: 0 });
    expect(lawOf(one, { ...spec, params: { mean: 3 } }).mean).toBe(3);
    expect(() => lawOf(one, { ...spec, params: { stddev: 3 } })).toThrow("parameters must be of mean, got stddev");
    expect(named("he_normal()").name).toBe("he_normal");
  });

  test.each([
    ["he_norma", "initializer: must be the name of a contract, got he_norma (did you mean he_normal?)"],
    ["kaiming_normal_", "(did you mean torch:kaiming_normal_?)"],
    ["qqqqqqqqqqqqqqqqqqqqq", /got q+$/],
    ["random_normal(sdtdev=1)", "parameters must be of mean, stddev, got sdtdev (did you mean stddev?)"],
    ["random_normal(stddev=0.02/n)", "contract random_normal: stddev may use fan_in, fan_out, fan_avg, i, got n"],
    ["random_normal(0.02)", "contract random_normal: must have parameters k=v in (), got 0.02"],
    ["random_normal(stddev=1/0)", "contract random_normal: stddev must be finite, got Infinity"],
    ["variance_scaling(mode=1)", "contract variance_scaling: mode must be a word, got arithmetic"],
    ["variance_scaling(mode=fan)", "mode must be one of"],
    ["he_normal(gain=1)", "contract he_normal: parameters must be of none, got gain"],
  ])("%s", (text, message) => expect(() => lawOf(named(text, { i: 1 }), spec)).toThrow(message));
});
