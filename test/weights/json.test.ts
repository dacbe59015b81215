/** JSON of strangers: bounded in depth, quoted in part, and always in time that its length explains. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson, quoteJson } from "../../harness/weights/json.js";

const nested = (levels: number): string => "[".repeat(levels) + "]".repeat(levels);

describe("parseJson", () => {
  test("reads what JSON.parse reads", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (text) => {
        expect(parseJson(text)).toEqual(JSON.parse(text));
      }),
    );
  });

  test("takes 64 levels and no more, whatever stands in strings", () => {
    expect(parseJson(nested(64))).toEqual(JSON.parse(nested(64)));
    expect(() => parseJson(nested(65))).toThrow("must be JSON of at most 64 nested levels, got more");
    const brackets = JSON.stringify({ a: `\\"${"[{".repeat(1000)}`, b: '\\"[' });
    expect(parseJson(brackets)).toEqual(JSON.parse(brackets));
  });

  test.each(["", "  ", "{", '"', '"\\', "[1,]", "nonsense\u001b[31m"])("refuses %j in one line", (text) => {
    expect(() => parseJson(text)).toThrow(/^must be JSON, got \P{Cc}+$/u);
  });

  test("a hundred million brackets are refused at once", () => {
    const start = performance.now();
    expect(() => parseJson("[".repeat(1e8))).toThrow("nested");
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("quoteJson", () => {
  test("prints small values as JSON", () => {
    expect(quoteJson({ a: [1, "x", null] })).toBe('{"a":[1,"x",null]}');
    expect(quoteJson(undefined)).toBe("nothing");
  });

  test("prints a bounded line of anything", () => {
    const deep = JSON.parse(nested(200_000));
    const values = [deep, { a: deep }, new Array(1e6).fill("x".repeat(100)), "\u001b]0;x\u0007\n".repeat(1e5)];
    for (const value of values) {
      expect(quoteJson(value, 80).length).toBeLessThanOrEqual(83);
      expect(quoteJson(value, 80)).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
    }
  });
});
